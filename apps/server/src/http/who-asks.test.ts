import fastify from "fastify"
import { expect, test } from "vitest"
import { openLog } from "../log/open-log.ts"
import { ApiError } from "./api-error.ts"
import { errorRenderer } from "./render-error.ts"
import { noteWho } from "./who-asks.ts"

const lines: Record<string, unknown>[] = []
const app = fastify({
  loggerInstance: openLog("info", { write: (line) => lines.push(JSON.parse(line)) }),
  disableRequestLogging: true,
})
app.setErrorHandler(errorRenderer(1000))
app.post("/api/people/:id/:appId", (request) => {
  noteWho(request, { person: "p1" })
  throw new ApiError(403, "forbidden", "No, ada@example.com.")
})
app.post("/v1/flow/open", () => {
  throw new ApiError(401, "wrong_hash", "No.")
})

async function logged(url: string, remoteAddress: string, payload: object, headers = {}) {
  lines.length = 0
  await app.inject({ method: "POST", url, remoteAddress, payload, headers })
  return lines.map(({ level: _, time: _t, reqId: _r, msg: _m, ...line }) => line)
}

test("a refusal says which route, who and from which network, and nothing of the person", async () => {
  const url = "/api/people/ada@example.com/shop00001?search=ada"
  expect(await logged(url, "192.0.2.77", { password: "x" })).toEqual([
    {
      code: "forbidden",
      status: 403,
      method: "POST",
      route: "/api/people/:id/:appId",
      workspace: "shop00001",
      person: "p1",
      from: "192.0.2.0/24",
    },
  ])
})

test.for([
  [{ app: "shop00001" }, {}, "2001:db8:1:2:3::4", { workspace: "shop00001", from: "2001:db8:1::/48" }],
  [{}, { "x-ck-app": "shop00001" }, "::1", { workspace: "shop00001", from: "0:0:0::/48" }],
  [{ app: "ada@example.com" }, { "x-ck-app": "Ada" }, "::ffff:192.0.2.1", { from: "192.0.2.0/24" }],
] as const)(
  "of a client's own words only an App ID is logged: %j %j from %s",
  async ([body, headers, address, expected]) => {
    expect(await logged("/v1/flow/open", address, body, headers)).toEqual([
      { code: "wrong_hash", status: 401, method: "POST", route: "/v1/flow/open", ...expected },
    ])
  },
)
