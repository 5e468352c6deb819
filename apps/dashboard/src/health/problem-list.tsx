import type { HealthProblem } from "@holdfast/protocol/dashboard"
import { digits } from "../parts/digits.ts"
import { Moment } from "../parts/moment.tsx"
import { withKeys } from "../parts/with-keys.ts"
import { clientWords, problemWords } from "./health-words.ts"
import classes from "./problem-list.module.css"

/** Problems, what was met most often first; on a phone each is a block of lines. */
export function ProblemList({ label, problems }: { label: string; problems: readonly HealthProblem[] }) {
  return (
    <ol className={classes.list} aria-label={label}>
      {withKeys(problems).map(({ item, key }) => (
        <Problem key={key} problem={item} />
      ))}
    </ol>
  )
}

function Problem({ problem }: { problem: HealthProblem }) {
  const { kind, field, route, example, times, lastAt } = problem
  const { what, advice } = problemWords(problem)
  return (
    <li className={classes.row}>
      <div className={classes.problem}>
        <p className={classes.what}>
          {kind !== "without_billing" && field !== "" && (
            <>
              <code className={classes.field}>{field}</code>{" "}
            </>
          )}
          {what}
        </p>
        {example !== null && <p className={classes.example}>Sent last: {example}</p>}
        <p className={classes.advice}>{advice}</p>
      </div>
      <div className={classes.client}>
        <bdi>{clientWords(problem)}</bdi>
        {route !== "" && <code className={classes.route}>{route}</code>}
      </div>
      <div className={classes.times}>
        <span className={classes.count}>
          {digits.format(times)} {times === 1 ? "time" : "times"}
        </span>
        <span className={classes.last}>
          last <Moment at={lastAt} />
        </span>
      </div>
    </li>
  )
}
