import type { Figures } from "@holdfast/protocol/dashboard"
import { UnstyledButton } from "@mantine/core"
import type { Choices } from "../../../api/choice.ts"
import linkClasses from "../../session-count.module.css"
import { choose } from "../../view/choices.ts"
import { isSpanning } from "../../view/scope-of.ts"
import type { View } from "../../view/view.ts"
import { fewWords, sessions } from "../figure-words.ts"
import { linkTo, only, type Place, valid } from "../link-to.ts"
import { SessionsLink } from "../sessions-link.tsx"
import classes from "./headline.module.css"

interface HeadlineNotesProps {
  now: Figures
  place: Place
  onView: (change: (view: View) => View) => void
}

/** What a person has to know of the figures above: that they are few, and what they leave out. */
export function HeadlineNotes({ now, place, onView }: HeadlineNotesProps) {
  const link = (...choices: Choices) => linkTo(place, [...valid, ...choices])
  const few = fewWords(now.sessions)
  return (
    <div className={classes.notes}>
      {now.sessions === 0 && <p>No session has ended in these days, so there is nothing to say yet.</p>}
      {few && <p className={classes.few}>{few}</p>}
      {now.unpriced > 0 && (
        <p>
          <SessionsLink href={link(only("priced", "false"))}>{sessions(now.unpriced)}</SessionsLink> without a
          price, in no amount
        </p>
      )}
      {now.unverified > 0 && (
        <p>
          <SessionsLink href={link(only("verified", "false"))}>{sessions(now.unverified)}</SessionsLink> of
          customers nobody vouched for
          {!isSpanning(place.view) && (
            <UnstyledButton
              className={linkClasses.leaveOut ?? ""}
              aria-label="Leave out customers nobody vouched for"
              onClick={() =>
                onView((view) => ({
                  ...view,
                  choices: choose(view.choices, "verified", "false", "excluded"),
                }))
              }
            >
              Leave out
            </UnstyledButton>
          )}
        </p>
      )}
    </div>
  )
}
