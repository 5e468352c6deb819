import type { StreamRow } from "@holdfast/protocol/dashboard"
import { Hint } from "../../parts/hint.tsx"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import { useIsCut } from "../../parts/use-is-cut.ts"
import { calendarDate } from "../../time/exact-time.ts"
import { subscriptionAge } from "../../time/subscription-age.ts"
import type { RevealTarget } from "../use-reveal.ts"
import { BounceArrow } from "./bounce-arrow.tsx"
import classes from "./row-aside.module.css"
import row from "./stream-row.module.css"

interface RowAsideProps {
  session: StreamRow
  onReveal: (target: RevealTarget) => boolean
}

/** The reason picked, how long the customer had been subscribed, and the arrow of a bounced session. */
export function RowAside({ session, onReveal }: RowAsideProps) {
  const choice = readableText(session.surveyChoice)
  const since = session.subscribedSince
  const age = since === null ? null : subscriptionAge(new Date(since), new Date(session.createdAt))
  if (choice === null && age === null && !session.bouncedBy) return null
  return (
    <div className={`${row.aside} ${classes.aside}`}>
      <div className={classes.words}>
        {choice !== null && <Choice text={choice} />}
        {since !== null && age !== null && (
          <Hint says={`Subscribed since ${calendarDate(since)}`} className={`${classes.age} hf-figures`}>
            subscribed {age}
          </Hint>
        )}
      </div>
      {session.bouncedBy && <BounceArrow bouncedBy={session.bouncedBy} onReveal={onReveal} />}
    </div>
  )
}

/** One line of the survey choice; the whole of it in a tooltip where it does not fit. */
function Choice({ text }: { text: string }) {
  const { isCut, measure } = useIsCut(text)
  const line = (
    <bdi ref={measure} className={classes.choice}>
      {shorten(text, 200)}
    </bdi>
  )
  return isCut ? (
    <Hint says={text} className={classes.cut}>
      {line}
    </Hint>
  ) : (
    <span className={classes.cut}>{line}</span>
  )
}
