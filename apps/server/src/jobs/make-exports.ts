import type { Job } from "./job.ts"

/** Prepares the exports that are queued. */
export const makeExports: Job = {
  name: "make-exports",
  isEachMinute: false,
  run: ({ exports }) => exports.workOff(),
}
