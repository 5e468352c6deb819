import { type RawBuilder, sql } from "kysely"

/** That no worker is sending a mail at this moment, nor one that died has it still to itself. */
export const notHeld = (now: Date): RawBuilder<boolean> => sql`(held_until is null or held_until <= ${now})`
