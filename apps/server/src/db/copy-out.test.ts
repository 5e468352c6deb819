import type pg from "pg"
import { expect, test } from "vitest"
import { copyOut } from "./copy-out.ts"

test("an error that nobody listens to any more ends no process", () => {
  const client = { query: (sent: unknown) => sent } as unknown as pg.ClientBase
  const copy = copyOut(client, "copy (select 1) to stdout")
  expect(() => copy.emit("error", new Error("canceling statement due to user request"))).not.toThrow()
})
