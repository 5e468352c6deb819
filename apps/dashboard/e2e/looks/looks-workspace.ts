import { ask, look, openPanel, see } from "./looked-at.ts"

/** People, mail and the audit log. */
export const workspacePages = [
  look("people without mail", "no-mail", "/people", see("Mail is not configured.")),
  look("people", "full", "/people", see("Expired")),
  look("hostile people", "hostile", "/people", see("<img")),
  look("people on their way", "slow", "/people", see("Members")),
  look("inviting", "full", "/people", ask("Invite")),
  look("removing", "hostile", "/people", ask(/^Remove <img/)),
  look("handing over", "full", "/people", ask("Hand over ownership")),
  look("mail", "full", "/outbox", see("ECONNREFUSED")),
  look("no mail server", "no-mail", "/outbox", see("nothing is sent")),
  look("hostile mail", "hostile", "/outbox", see("Waiting")),
  look("empty outbox", "empty", "/outbox", see("No mail yet")),
  look("audit log", "full", "/audit-log", openPanel("Every action", "What: Every action")),
  look("hostile audit log", "hostile", "/audit-log", see("192.0.2.7")),
  look("empty audit log", "empty", "/audit-log?q=x&nonsense=1", see("Nothing in the log matches")),
  look("a page for others", "teams", "/audit-log?workspace=app_north", see("Only Owners and Admins")),
]
