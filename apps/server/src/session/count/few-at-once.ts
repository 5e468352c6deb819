import pLimit from "p-limit"

/**
 * For reads that go through all facet blocks: two at once are as fast as two cores can be, and twenty would only hold
 * the memory of twenty, and the connections that short reads need.
 */
export const fewAtOnce = pLimit(2)
