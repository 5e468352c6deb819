import { look, see, sessionAt } from "./looked-at.ts"

/** What a row of the stream leads to, and where an address leads nowhere. */
export const innerPages = [
  look("session", "full", sessionAt(2), see("Customer at the time")),
  look("bounced session", "full", sessionAt(3), see("bounced by")),
  look("session in progress", "full", sessionAt(1), see("still open")),
  look("bare session", "full", sessionAt(6), see("no steps")),
  look("hostile session", "hostile", sessionAt(1), see("Timeline")),
  look("no session", "full", sessionAt(99), see("no such session")),
  look("old flow", "full", "/versions/bp_2", see("Changed since")),
  look("published flow", "full", "/versions/bp_3", see("is published now.")),
  look("hostile flow", "hostile", "/versions/0", see("Look and settings")),
  look("no flow", "full", "/versions/step-0", see("not kept here")),
  look("customer", "full", "/customers/cus_ada", see("Plan and price")),
  look("hostile customer", "hostile", "/customers/x", see("Plan and price")),
  look("no customer", "full", "/customers/cus_nobody", see("no live session")),
  look("profiles off", "no-profiles", "/customers/cus_ada", see("Customer profiles are switched off")),
  look("page on its way", "slow", sessionAt(2), see("Activity Stream")),
  look("page with a fault", "fault", "/customers/x", see("on its side")),
  look("no page", "full", "/nowhere", see("There is no page")),
]
