import type { RuleFault } from "@holdfast/protocol/flow"

/** One sentence for each fault, beginning with where it is. */
export const inWords = (faults: readonly RuleFault[]): string =>
  faults.map(({ path, fault }) => `${path} ${fault}.`).join(" ")
