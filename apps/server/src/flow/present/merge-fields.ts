import type { CustomerSnapshot, DirectCustomer } from "@holdfast/protocol"
import { replaceMergeFields } from "@holdfast/protocol/flow"

type Scalars = Record<string, unknown>

/** Who the copy may speak of: what the page told us, and what Holdfast knows. The page wins. */
export interface MergeSource {
  customer?: DirectCustomer | null | undefined
  snapshot?: CustomerSnapshot | null | undefined
  attributes?: Scalars | null | undefined
}

function namesOf(customer: DirectCustomer | null | undefined): { first: string; last: string } {
  const name = customer?.name?.trim() ?? ""
  const lastName = customer?.lastName?.trim() ?? ""
  if (lastName) return { first: name, last: lastName }
  const [first = "", ...rest] = name.split(/\s+/)
  return { first, last: rest.join(" ") }
}

/** Fields whose values Holdfast keeps nowhere: a name is the page's alone. */
const unkept: readonly string[] = ["CUSTOMER_NAME", "CUSTOMER_NAME.FIRST", "CUSTOMER_NAME.LAST"]

/** Whether what a session keeps says what a customer read in place of the field. */
export const isKept = (field: string): boolean => !unkept.includes(field)

/** The value of one merge field (wire contract 2.3), or an empty text when we do not know it. */
function fieldValue(field: string, { customer, snapshot, attributes }: MergeSource): string {
  const { first, last } = namesOf(customer)
  const known: Record<string, string> = {
    CUSTOMER_NAME: `${first} ${last}`.trim(),
    "CUSTOMER_NAME.FIRST": first,
    "CUSTOMER_NAME.LAST": last,
    CUSTOMER_EMAIL: customer?.email ?? snapshot?.email ?? "",
  }
  const builtIn = Object.hasOwn(known, field) ? known[field] : undefined
  if (builtIn !== undefined) return builtIn
  for (const values of [attributes, customer?.metadata, snapshot?.customAttributes]) {
    const value = values && Object.hasOwn(values, field) ? values[field] : null
    if (["string", "number", "boolean"].includes(typeof value)) return String(value)
  }
  return ""
}

/** Whether a field has a value; where it has none, a text shows its fallback. */
export const hasValue = (field: string, source: MergeSource): boolean => fieldValue(field, source) !== ""

/**
 * Fills `{{FIELD|fallback}}` in a text of the flow. An unknown field becomes its fallback, or nothing: a
 * customer never sees braces. `<merge-field>` tags around a field are dropped.
 * @param isFilled which fields; the others stay as they are written
 */
export const fillMergeFields = (
  text: string,
  source: MergeSource,
  isFilled: (field: string) => boolean = () => true,
): string => replaceMergeFields(text, (field) => (isFilled(field) ? fieldValue(field, source) : null))
