import { stepTypeNames } from "@holdfast/protocol"
import type { Evidence, EvidenceStep } from "@holdfast/protocol/dashboard"
import type { ReactNode } from "react"
import type { Fact } from "../parts/fact-list.tsx"
import { readableText } from "../parts/readable-text.ts"
import { withKeys } from "../parts/with-keys.ts"
import { exactTime } from "../time/exact-time.ts"
import classes from "./evidence.module.css"
import { requestLines, ruleLines, sessionLines } from "./evidence-lines.ts"
import { partNames, pressNames } from "./evidence-words.ts"

/** Everything that the evidence says, in full: what is printed can be opened no further. */
export function EvidenceSheet({ evidence }: { evidence: Evidence }) {
  const { steps, notes } = evidence
  const requests = requestLines(evidence)
  return (
    <article className={classes.sheet} aria-label="Evidence">
      <Part title="Session">
        <Lines facts={sessionLines(evidence)} />
      </Part>
      <Part title="Click to cancel">
        <Lines facts={ruleLines(evidence)} />
      </Part>
      <Part title="What the customer saw and pressed">
        {steps.length === 0 ? (
          <p>The client reported no steps for this session.</p>
        ) : (
          <ol className={classes.steps}>
            {withKeys(steps).map(({ item: step, key }) => (
              <li key={key}>
                <Step step={step} />
              </li>
            ))}
          </ol>
        )}
      </Part>
      <Part title="Requests to billing">
        {requests.length === 0 ? <p>None by way of Holdfast.</p> : <Lines facts={requests} />}
      </Part>
      <Part title="How this was made">
        <ul className={classes.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </Part>
    </article>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.part}>
    <h2>{title}</h2>
    {children}
  </section>
)

const Lines = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className={classes.lines}>
    {withKeys(facts).map(({ item: { label, text }, key }) => (
      <div key={key}>
        <dt>{label}</dt>
        <dd>
          <bdi>{readableText(text) ?? "(unreadable)"}</bdi>
        </dd>
      </div>
    ))}
  </dl>
)

function Step({ step }: { step: EvidenceStep }) {
  const { stepType, shownAt, leftAt, texts, pressed } = step
  const time = (at: string | null) => at && <time dateTime={at}>{exactTime(new Date(at))}</time>
  return (
    <>
      <h3>{stepType === null ? "Step" : stepTypeNames[stepType]}</h3>
      <p className={classes.times}>
        {shownAt && <>Shown {time(shownAt)}</>}
        {leftAt && <>, left {time(leftAt)}</>}
      </p>
      {texts.length === 0 && <p>Its texts are not known.</p>}
      <Lines facts={texts.map(({ part, text }) => ({ label: partNames[part], text }))} />
      {pressed.length > 0 && (
        <ul className={classes.pressed}>
          {withKeys(pressed).map(({ item: { what, text, at }, key }) => (
            <li key={key}>
              {pressNames[what]}
              {text !== null && (
                <>
                  {" "}
                  <bdi>“{readableText(text) ?? "(unreadable)"}”</bdi>
                </>
              )}
              {at && <>, {time(at)}</>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
