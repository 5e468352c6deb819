import type { Job } from "./job.ts"

/** Takes up exports whose worker is gone, and removes files that are over. */
export const sweepExports: Job = {
  isEachMinute: true,
  run: ({ exports }) => exports.sweep(new Date()),
}
