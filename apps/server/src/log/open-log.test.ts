import fastify from "fastify"
import { expect, test } from "vitest"
import { openLog } from "./open-log.ts"

test("an error that the web server logs by itself has its code and no value", async () => {
  const lines: string[] = []
  const app = fastify({ loggerInstance: openLog("warn", { write: (line) => lines.push(line) }) })
  app.get("/", async (_request, reply) => {
    void reply.send("answered")
    throw Object.assign(new Error("invalid input: ada@example.com"), { code: "22P02" })
  })
  expect((await app.inject("/")).body).toBe("answered")
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 50,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      reqId: "req-1",
      err: { name: "Error", code: "22P02", frames: expect.any(Array) },
      msg: "Promise errored, but reply.sent = true was set",
    },
  ])
  expect(lines.join("")).not.toContain("ada@example.com")
})
