import type { FigureCheck, FigureDifference } from "@holdfast/protocol/dashboard"
import { digits } from "../parts/digits.ts"
import { Moment } from "../parts/moment.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { withKeys } from "../parts/with-keys.ts"
import classes from "./figures-check.module.css"
import rows from "./problem-list.module.css"

/** Whether the figures are what the sessions say, as the last night found it. */
export function FiguresCheck({ check }: { check: FigureCheck }) {
  const { checkedAt, blocks, differing, differences } = check
  return (
    <PageSection
      title="Figures"
      aside={
        <span>
          checked <Moment at={checkedAt} />
        </span>
      }
    >
      <p className={classes.purpose}>{sentence(blocks, differing)}</p>
      {differences.length > 0 && (
        <ol className={rows.list} aria-label="What differed">
          {withKeys(differences).map(({ item, key }) => (
            <Found key={key} difference={item} />
          ))}
        </ol>
      )}
    </PageSection>
  )
}

function sentence(blocks: number, differing: number): string {
  const looked = `Each night, what is kept for figures is made anew from the sessions and compared. The last look, at ${digits.format(blocks)} ${blocks === 1 ? "block" : "blocks"} of sessions and all offers, found `
  if (differing === 0) return `${looked}no difference.`
  return `${looked}${digits.format(differing)} ${differing === 1 ? "difference" : "differences"}. Please report ${differing === 1 ? "it" : "them"} as a fault of Holdfast.`
}

function Found({ difference }: { difference: FigureDifference }) {
  const { place, what, since, goneAt } = difference
  return (
    <li className={rows.row}>
      <div className={rows.problem}>
        <p className={rows.what}>Different: {what}</p>
        <p className={rows.example}>{place}</p>
        <p className={rows.advice}>{advice(difference)}</p>
      </div>
      <div className={rows.client} />
      <div className={rows.times}>
        <span className={rows.last}>
          found <Moment at={since} />
        </span>
        {goneAt !== null && (
          <span className={rows.last}>
            gone <Moment at={goneAt} />
          </span>
        )}
      </div>
    </li>
  )
}

function advice({ isOutOfUse, goneAt }: FigureDifference): string {
  if (isOutOfUse)
    return "Figures over these sessions may have been wrong before it was found. Since then the sessions themselves are counted, and the block was made anew."
  return goneAt === null
    ? "Figures of offers over this session may be wrong until the session changes."
    : "Figures of offers over this session may have been wrong until then."
}
