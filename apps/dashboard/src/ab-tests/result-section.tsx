import { type AbTest, type AbTestArmCounts, abTestEndOf } from "@holdfast/protocol/dashboard"
import { type DifferenceInterval, differenceOf, type FlowArm, verdictOf } from "@holdfast/protocol/flow"
import { PageSection } from "../parts/page-section.tsx"
import { armNames, differenceWords, pointWords, sampleWords, verdictWords } from "./ab-test-words.ts"
import classes from "./ab-tests.module.css"

interface ResultSectionProps {
  test: AbTest
  arms: Record<FlowArm, AbTestArmCounts>
}

/** What the test says: the difference with its interval, so far or final, and the verdict in words. */
export function ResultSection({ test, arms }: ResultSectionProps) {
  const terms = { customersPerArm: test.customersPerArm, confidence: test.plan.confidence }
  const end = abTestEndOf(test)
  const verdict = verdictOf(arms, terms, end)
  const difference = differenceOf(arms, terms, end)
  const isThin = verdict.kind === "none" && verdict.why.reason !== "running"
  const shortfall = sampleWords(arms, test.customersPerArm)
  const { title, body } = verdictWords(verdict, arms)
  return (
    <PageSection title="Result">
      <div className={classes.verdict} data-kind={verdict.kind} role="status">
        <p className={classes.strong}>{title}</p>
        <p className={classes.note}>{body}</p>
        {verdict.kind === "no_difference" && shortfall !== null && (
          <p className={classes.note}>{shortfall}</p>
        )}
        {test.winner && <p className={classes.note}>Chosen: {armNames[test.winner].toLowerCase()}.</p>}
      </div>
      {difference === null ? (
        <p className={classes.note}>
          The difference between the arms stands here as soon as a customer of each has an outcome.
        </p>
      ) : (
        <figure className={classes.difference} data-thin={isThin}>
          <figcaption>
            {difference.isFinal ? "Difference of the save rates" : "Difference of the save rates so far"}:{" "}
            <strong className="hf-figures">{differenceWords(difference)}</strong>
            <span className={classes.note}>
              {" "}
              (variant less control;{" "}
              {difference.isFinal
                ? `Newcombe's interval of ${Math.round(terms.confidence * 1000) / 10}%`
                : "an interval that holds at every look"}
              )
            </span>
          </figcaption>
          <IntervalBar {...difference} />
        </figure>
      )}
    </PageSection>
  )
}

/** The interval on a line with zero in its middle; what it says stands in words above it. */
function IntervalBar({ difference, low, high }: DifferenceInterval) {
  const reach = niceReach(Math.max(Math.abs(low), Math.abs(high)))
  const at = (value: number) => `${50 + (value / reach) * 50}%`
  return (
    <div aria-hidden className={classes.axis}>
      <div className={classes.zero} />
      <div className={classes.band} style={{ left: at(low), width: `${((high - low) / reach) * 50}%` }} />
      <div className={classes.point} style={{ left: at(difference) }} />
      <div className={`${classes.ticks} hf-figures`}>
        <span>{pointWords(-reach)}</span>
        <span>0</span>
        <span>{pointWords(reach)}</span>
      </div>
    </div>
  )
}

/** The ends of the line: the next of a few round numbers of points. */
const niceReach = (most: number) => [0.05, 0.1, 0.2, 0.3, 0.5].find((reach) => reach >= most) ?? 1
