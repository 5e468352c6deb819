import { expect, type Page } from "@playwright/test"
import { look, see, sessionAt } from "./looked-at.ts"

const recordingAt = (number: number, moment = "") => `${sessionAt(number)}/recording${moment}`

/** The player has drawn the moment. */
const watch = (heading: string) => (page: Page) =>
  expect(page.frameLocator("iframe").locator("#heading")).toContainText(heading)

/** What a row of the stream leads to, and where an address leads nowhere. */
export const innerPages = [
  look("session", "full", sessionAt(2), see("Customer at the time")),
  look("bounced session", "full", sessionAt(3), see("bounced by")),
  look("session in progress", "full", sessionAt(1), see("still open")),
  look("bare session", "full", sessionAt(6), see("no steps")),
  look("hostile session", "hostile", sessionAt(1), see("Timeline")),
  look("no session", "full", sessionAt(99), see("no such session")),
  look("recording", "full", recordingAt(2, "#at=offer"), watch("Would 20% off help?")),
  look("recording at its end", "full", recordingAt(2, "#at=end"), watch("Your request has arrived")),
  look("recording that was not made", "full", recordingAt(6), see("No recording was made")),
  look("hostile recording", "hostile", recordingAt(2, "#at=0"), watch("<script>")),
  look("recording of long texts", "hostile", recordingAt(1, "#at=end"), watch("WWWW")),
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
