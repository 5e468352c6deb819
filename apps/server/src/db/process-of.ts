import type pg from "pg"

/** The number of the server's process that answers a connection; `pg` knows it and does not declare it. */
export const processOf = (client: pg.PoolClient): number =>
  (client as pg.PoolClient & { processID: number }).processID
