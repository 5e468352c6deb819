import { Button } from "@mantine/core"
import { EmptyList } from "../parts/empty-list.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { daysPhrase } from "../time/date-range.ts"
import type { Day } from "../time/day.ts"
import classes from "./no-sessions.module.css"
import { modeLabels, type Search, type View } from "./view/view.ts"

interface NoMatchProps {
  view: View
  today: Day
  onView: (change: (view: View) => View) => void
}

/** A search or filters that no session matches: where was looked, and the way back to sessions. */
export function NoMatch({ view, today, onView }: NoMatchProps) {
  const { search, choices } = view
  const mode = modeLabels[view.mode].toLowerCase()
  const days = daysPhrase(view.range, today)
  if (!search) {
    return (
      <EmptyList level={3} title="No session matches these filters">
        <p>
          Looked at {mode} sessions, {days}. A session matches when every group of filters does.
        </p>
        <Button variant="default" onClick={() => onView((now) => ({ ...now, choices: [] }))}>
          Clear all
        </Button>
      </EmptyList>
    )
  }
  const searchAll = () => onView((now) => ({ ...now, search: { ...search, isWithin: false } }))
  return (
    <EmptyList
      level={3}
      title={
        <>
          Nothing found for “<bdi>{quoted(search)}</bdi>”
        </>
      }
    >
      <p>
        {search.isWithin
          ? `Looked at ${mode} sessions, ${days}${choices.length > 0 ? ", within your filters" : ""}.`
          : `Looked at all ${mode} sessions, whatever their date.`}{" "}
        A search finds any part of an email, a customer ID, a survey answer or feedback.
      </p>
      <div className={classes.ways}>
        <Button variant="default" onClick={() => onView((now) => ({ ...now, search: null }))}>
          Clear search
        </Button>
        {search.isWithin && (
          <Button variant="default" onClick={searchAll}>
            Search all sessions
          </Button>
        )}
      </div>
    </EmptyList>
  )
}

function quoted({ text }: Search): string {
  return shorten(readableText(text) ?? "", 120)
}
