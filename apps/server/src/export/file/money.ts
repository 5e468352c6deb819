import { unusualMinorDigits } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"

/** The currencies that have others than two digits, by their number of digits. */
const unusual = new Map<number, string[]>()
for (const [currency, digits] of Object.entries(unusualMinorDigits)) {
  unusual.set(digits, [...(unusual.get(digits) ?? []), currency])
}

/** What makes whole units of minor ones. Money without a currency is taken for dollars, as everywhere on the screen. */
const unit: RawBuilder<number> = sql`case ${sql.join(
  [...unusual].map(
    ([digits, codes]) =>
      sql`when upper(session.currency) = any(${codes}::text[]) then ${sql.lit((10 ** -digits).toFixed(digits))}`,
  ),
  sql` `,
)} else '0.01' end::numeric`

/** Minor units as whole ones, with the digits of the customer's currency: 2900 is 29.00 dollars and 2900 yen. */
export const wholeUnits = (minor: RawBuilder<unknown>): RawBuilder<string> =>
  sql`((${minor})::numeric * ${unit})::text`
