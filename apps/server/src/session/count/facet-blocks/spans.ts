/** Only sessions older than this are put into blocks: younger ones are still changed, by reports and by bounces. */
export const youngestBlockMs = 25 * 3600 * 1000

/** In sessions. */
export interface BlockSizes {
  /** A block's, unless more fall into one millisecond. */
  block: number
  /** Fewer between two blocks are not worth a block of their own. */
  fewestInGap: number
  /** So many have to come of age before the newest block takes them in. */
  fewestInNewest: number
}

/** 1 KB a bitmap. */
export const blockSizes: BlockSizes = { block: 8192, fewestInGap: 512, fewestInNewest: 1024 }
