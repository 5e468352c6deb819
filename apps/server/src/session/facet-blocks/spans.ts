/** Sessions in a block, unless more fall into one millisecond: 1 KB a bitmap. */
export const blockSize = 8192

/** Only sessions older than this are put into blocks: younger ones are still changed, by reports and by bounces. */
export const youngestBlockMs = 25 * 3600 * 1000
