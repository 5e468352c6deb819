import { createHash } from "node:crypto"

/**
 * What tells an answer to a follow-up question apart from others, in 80 bits, as the measure `answer` says it in SQL. Numbers
 * look for the answers that could be picked among those that were given, and need no word of the others.
 */
export const answerKey = (answer: string): string =>
  createHash("md5").update(answer).digest("hex").slice(0, 20)
