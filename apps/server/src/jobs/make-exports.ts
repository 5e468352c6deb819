import type { Job } from "./job.ts"

/** Prepares the exports that are queued. */
export const makeExports: Job = {
  isEachMinute: false,
  run: ({ exports }) => exports.workOff(),
}
