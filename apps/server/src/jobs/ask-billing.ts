import { askBilling as ask } from "../billing/events/read-billing.ts"
import type { Job } from "./job.ts"

/** Asks how the subscriptions stand that an event was delivered for; what fails is asked again by `read-billing`. */
export const askBilling: Job = {
  isEachMinute: false,
  run: ({ database, billing }) => ask(database, billing),
}
