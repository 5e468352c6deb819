import { join } from "node:path"

/** The checkout: what a relative `HOLDFAST_DATA` is looked up in. */
export const root = join(import.meta.dirname, "../../../..")
