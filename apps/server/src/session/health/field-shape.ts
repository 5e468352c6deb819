import type { FieldPath } from "@holdfast/protocol"
import { valueShape } from "./value-shape.ts"

/** Names that people give to fields. Where names are values (ids, addresses), they look otherwise. */
const isName = (part: string) => /^[A-Za-z_$][A-Za-z_$-]{0,38}\d{0,2}$/.test(part)

const longest = 120

/**
 * Where a field stands, the same for every entry of a list and without a name that may be a value of somebody:
 * `presentedOffers[].offerType`, `customer.customAttributes.(a text of 15 characters like "aaa@aaaaaaa.aaa")`.
 */
export function fieldShape(path: FieldPath): string {
  const name = path.reduce<string>((before, part) => {
    if (typeof part === "number") return `${before}[]`
    const told = isName(part) ? part : `(${valueShape(part)})`
    return before ? `${before}.${told}` : told
  }, "")
  return name.length > longest ? `${name.slice(0, longest)}…` : name
}
