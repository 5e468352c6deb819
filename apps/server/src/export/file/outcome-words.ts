import { offerTypes, outcomeLabel } from "@holdfast/protocol"
import type { ExportSeparator } from "@holdfast/protocol/dashboard"
import { type RawBuilder, sql } from "kysely"
import { disarmed } from "./disarmed.ts"

const custom = sql`nullif(session.detail #>> '{acceptedOffer,customOfferType}', '')`
const savedAs = offerTypes.map((offerType) => {
  const label = outcomeLabel({ kind: "saved", offerType, customOfferType: null })
  return sql`when ${offerType} then ${label}`
})

/** The outcome as the screen says it: `outcomeLabel`, in SQL. A custom offer goes by its own name, which is a text. */
export const outcomeWords = (own: ExportSeparator): RawBuilder<string> => sql`case session.outcome
  when 'open' then ${outcomeLabel({ kind: "open" })}
  when 'abandoned' then ${outcomeLabel({ kind: "abandoned" })}
  when 'canceled' then ${outcomeLabel({ kind: "canceled" })}
  else case when session.save_type = 'CUSTOM' and ${custom} is not null then ${disarmed(custom, own)}
    else case session.save_type ${sql.join(savedAs, sql` `)} end end
  end`
