import type { Mode } from "@holdfast/protocol"
import { Button } from "@mantine/core"
import { CopyButton } from "../parts/copy-button.tsx"
import { EmptyList } from "../parts/empty-list.tsx"
import { type DateRange, daysPhrase } from "../time/date-range.ts"
import type { Day } from "../time/day.ts"
import classes from "./no-sessions.module.css"
import { modeLabels } from "./view/view.ts"

interface NoSessionsProps {
  appId: string
  mode: Mode
  range: DateRange
  today: Day
  onRange: (range: DateRange) => void
}

/** An empty stream: what will appear here, and how to make it appear. */
export function NoSessions({ appId, mode, range, today, onRange }: NoSessionsProps) {
  const script = `<script async src="${location.origin}/js/app.js?appId=${encodeURIComponent(appId)}"></script>`
  const isLongest = range.kind === "quick" && range.id === "1y"
  return (
    <EmptyList level={3} title={`No ${modeLabels[mode].toLowerCase()} sessions, ${daysPhrase(range, today)}`}>
      <p>
        A row appears here as soon as a customer opens your cancel flow: who it was, how it ended and why.
      </p>
      {!isLongest && (
        <Button variant="default" onClick={() => onRange({ kind: "quick", id: "1y" })}>
          Show the last year
        </Button>
      )}
      <p>Not on your site yet? Put this line on the page with your cancel button:</p>
      <div className={classes.script}>
        <code>{script}</code>
        <CopyButton text={script} what="this line" />
      </div>
    </EmptyList>
  )
}
