import { bounceWindowMs } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"

/** How far apart two sessions may be and still bounce each other, as an interval of SQL. */
export const bounceWindow: RawBuilder<unknown> = sql.raw(`interval '${bounceWindowMs} milliseconds'`)
