import { type FieldPath, fieldName } from "@holdfast/protocol"

/** What is wrong with a record: where, and a sentence that names the field and what it takes. */
export interface RecordProblem {
  path: FieldPath
  reason: string
}

/** A field of a session that could not be taken, while the session was. */
export interface LeftOutField {
  /** `presentedOffers[].offerType`, the same for all entries of a list. */
  field: string
  reason: string
}

/** Fields that say whose session it is and how it ended. A record in which one of them is wrong is none to guess from. */
const essential: ReadonlySet<string> = new Set([
  "",
  "_id",
  "createdAt",
  "mode",
  "verified",
  "customer",
  "customer.id",
  "canceled",
  "aborted",
  "saveType",
  "acceptedOffer",
  "acceptedOffer.offerType",
])

export const isEssential = ({ path }: RecordProblem): boolean => essential.has(fieldName(path))

/** Where so many fields of one record are wrong, the rest goes by whole fields of the record: a check costs time each. */
const mostInDetail = 200

/** The number that a unit belongs to. Without it, it would be read with another one: 30 days as 30 months. */
const numberOf: Readonly<Record<string, string>> = {
  "acceptedOffer.pauseInterval": "pauseDuration",
  "acceptedOffer.couponType": "couponAmount",
}

/**
 * Takes the field that is wrong out of the record.
 * @param already how many were taken out of it before
 * @returns what was taken out; null where it is essential
 */
export function leaveOut(
  record: Record<string, unknown>,
  problem: RecordProblem,
  already: number,
): LeftOutField[] | null {
  const path = already < mostInDetail ? problem.path : problem.path.slice(0, 1)
  const { reason } = problem
  if (isEssential({ path, reason })) return null
  const parent = path.slice(0, -1).reduce<unknown>(fieldIn, record)
  const key = path.at(-1)
  if (typeof parent !== "object" || parent === null || key === undefined) return null
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else Reflect.deleteProperty(parent, key)
  const leftOut = [{ field: kindOf(path), reason }]
  const number = numberOf[kindOf(path)]
  if (number !== undefined && Object.hasOwn(parent, number)) {
    Reflect.deleteProperty(parent, number)
    const field = kindOf([...path.slice(0, -1), number])
    leftOut.push({ field, reason: `${field} has no unit: ${reason}` })
  }
  return leftOut
}

const kindOf = (path: FieldPath) => fieldName(path).replace(/\[\d+\]/g, "[]")

const fieldIn = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined
