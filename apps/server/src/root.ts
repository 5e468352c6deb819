import { join } from "node:path"

/** The checkout: what a relative `HOLDFAST_DATA` is looked up in, and where files lie that are not scripts. */
export const root = join(import.meta.dirname, "../../..")
