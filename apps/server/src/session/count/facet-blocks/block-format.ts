import { createHash } from "node:crypto"
import { type DimensionTexts, dimensionTexts } from "../../dimensions.ts"
import { measureTexts } from "../../measures.ts"

/**
 * Raise it where blocks are to say something else of the same sessions for another reason than their dimensions' SQL: the
 * hash cannot see that.
 */
const layout = 2

/**
 * What a block was made by. It is a hash of the SQL of dimensions and measures and not a number, so nobody can forget to raise it: a
 * dimension that is new, or means something else, makes all blocks before it another format.
 */
export function formatOf(texts: DimensionTexts): string {
  const inOrder = Object.entries({ ...texts, ...measureTexts }).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash("sha256")
    .update(JSON.stringify([layout, inOrder]))
    .digest("base64url")
    .slice(0, 16)
}

/** The format of the blocks that this server makes, and the only one that it reads. */
export const blockFormat = formatOf(dimensionTexts)

/**
 * So old a block of another format must be before it is made anew. Hashes have no order, so two servers of two formats
 * would otherwise make each other's blocks anew all the time while both run, as during an upgrade.
 */
export const otherFormatStaysMs = 3600 * 1000
