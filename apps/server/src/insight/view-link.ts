import { type Choices, narrowChoices, validChoices, writeChoices } from "@holdfast/protocol/dashboard"
import type { ViewSessions } from "../saved-view/view-sessions.ts"

/** Where the figures of a mail are shown. */
export interface ShownAt {
  /** Public base URL, without a slash at the end. */
  url: string
  appId: string
  sessions: ViewSessions
  /** The last one is not included. */
  span: { from: Date; to: Date }
}

/** The page with the figures and the sessions that a mail is of. */
export const pageLink = (at: ShownAt): string => address(at, at.sessions.choices)

/**
 * Exactly the sessions that a figure counts: the valid ones of the view that these choices leave. Null where no list can be so
 * narrow, as on the page.
 */
export function figureLink(at: ShownAt, choices: Choices): string | null {
  const narrowed = narrowChoices(at.sessions.choices, [...validChoices, ...choices])
  return narrowed && address(at, narrowed)
}

function address({ url, appId, sessions, span }: ShownAt, choices: Choices): string {
  const { mode, search } = sessions
  const parts = new URLSearchParams({
    workspace: appId,
    ...(mode !== "live" && { mode }),
    ...{ from: span.from.toISOString(), to: span.to.toISOString() },
    ...writeChoices(choices),
    // within these days, whatever the view's own search goes through
    ...(search !== null && { q: search, within: "filters" }),
  })
  // a space that would be read as the plus of an email
  return `${url}/?${parts.toString().replaceAll("+", "%20")}`
}
