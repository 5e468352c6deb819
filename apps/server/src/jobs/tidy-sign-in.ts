import { forgetOld } from "../account/sign-in/forget-old.ts"
import type { Job } from "./job.ts"

/** Removes what limits, links and familiar places do not need any more. */
export const tidySignIn: Job = {
  isEachMinute: true,
  run: ({ database }) => forgetOld(database.db, new Date()),
}
