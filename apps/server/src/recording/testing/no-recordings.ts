import type { JobServices } from "../../jobs/job.ts"

/** For tests of jobs in which nothing was recorded. */
export const noRecordings: JobServices["recordings"] = {
  finish: async () => ({ finished: 0, errors: [] }),
  removeDeleted: async () => 0,
  sweep: async () => ({ swept: 0, errors: [] }),
  storage: { list: async () => [], listUnfinished: async () => [], remove: async () => {} },
}
