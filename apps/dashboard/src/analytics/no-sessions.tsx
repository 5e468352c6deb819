import type { Mode } from "@holdfast/protocol"
import { Button } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { CopyButton } from "../parts/copy-button.tsx"
import { EmptyList } from "../parts/empty-list.tsx"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { type DateRange, daysPhrase } from "../time/date-range.ts"
import type { Day } from "../time/day.ts"
import classes from "./no-sessions.module.css"
import { modeLabels } from "./view/view.ts"

/** The stub keeps calls of customers who are quicker than the script. */
const scriptLines = (origin: string, appId: string) =>
  `<script>window.holdfast ??= { queue: [], async init(...call) { this.queue.push(call) } }</script>
<script async src="${origin}/js/app.js?appId=${encodeURIComponent(appId)}"></script>`

const initCall = (mode: Mode) =>
  `holdfast.init("show", {
  customerId: "cus_42",
  authHash: "…", // made on your server${mode === "live" ? "" : `\n  mode: "${mode}",`}
  handleCancel: async () => { await fetch("/billing/cancel", { method: "POST" }) },
})`

const proofLine = `require("node:crypto").createHmac("sha256", flowKey).update(customerId).digest("hex")`

const Snippet = ({ text, what }: { text: string; what: string }) => (
  <div className={classes.script}>
    <code>{text}</code>
    <CopyButton text={text} what={what} />
  </div>
)

interface NoSessionsProps {
  appId: string
  mode: Mode
  range: DateRange
  today: Day
  onRange: (range: DateRange) => void
}

/** An empty stream: what will appear here, and how to make it appear. */
export function NoSessions({ appId, mode, range, today, onRange }: NoSessionsProps) {
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
      <p>
        Not on your site yet? The flow of this workspace is live already: look at it, and reword it, under{" "}
        <Link to="/flows" search={keepWorkspace} className={classes.link ?? ""}>
          Flows
        </Link>
        . Then put these lines on the page with your cancel button:
      </p>
      <Snippet text={scriptLines(location.origin, appId)} what="these lines" />
      <p>When a customer presses it, call:</p>
      <Snippet text={initCall(mode)} what="the call" />
      <p>
        <code>authHash</code> proves who the customer is. Your server makes it with the flow key, which is
        under{" "}
        <Link to="/keys" search={keepWorkspace} className={classes.link ?? ""}>
          Keys
        </Link>
        ; in Node:
      </p>
      <Snippet text={proofLine} what="the line" />
      <p>
        The line for other languages, and all options, are in{" "}
        <a href="/docs/embedding" target="_blank" rel="noreferrer" className={classes.link}>
          the guide to embedding
        </a>
        .
      </p>
    </EmptyList>
  )
}
