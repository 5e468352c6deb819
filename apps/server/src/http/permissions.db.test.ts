import { registerShop } from "@holdfast/shop"
import { afterAll, beforeAll, expect, test } from "vitest"
import { willingBilling } from "../billing/testing/fake-provider.ts"
import { startDemoBilling } from "../demo/demo-billing.ts"
import { type TestApp, testApp } from "../testing/test-app.ts"
import { collectRoutes } from "./testing/collect-routes.ts"
import { makeCallers } from "./testing/permission-callers.ts"
import { type PermissionCall, type PermissionWorld, permissionCalls } from "./testing/permission-calls.ts"
import { makePermissionPlace } from "./testing/permission-place.ts"
import type { Ask, PermissionRow } from "./testing/permission-row.ts"
import { permissionRows } from "./testing/permission-rows.ts"

let server: TestApp
let routes: string[]
let world: PermissionWorld
beforeAll(async () => {
  const { routes: found, built } = await collectRoutes(appWithShop)
  server = built
  routes = found
  const shop = await makePermissionPlace(server, "Shop")
  const other = await makePermissionPlace(server, "Other")
  world = { shop, other, ...(await makeCallers(server, shop, other)) }
})
afterAll(() => server.close())

/** The app as it is served with the demonstration. */
async function appWithShop(): Promise<TestApp> {
  const built = await testApp({ billing: willingBilling })
  const { appId, flowKey } = await built.addWorkspace("Demo")
  const { stripe, reset, close } = await startDemoBilling(() => new Date())
  built.app.addHook("onClose", close)
  await registerShop(built.app, { appId, flowKey, holdfastUrl: built.url, stripe, reset })
  return built
}

const cases = Object.entries(permissionRows).flatMap(([route, rows]) =>
  [rows]
    .flat()
    .map((row, place) => [place === 0 ? route : `${route}, case ${place + 1}`, route, row] as const),
)

test("every route has its row in permission-rows.ts, and every row its route", () => {
  expect(routes.length).toBeGreaterThan(30)
  const known = new Set(Object.keys(permissionRows))
  // asked along with GET
  const ours = routes.map((route) => route.replace(/^HEAD /, "GET "))
  const wrong = [
    ...new Set(
      ours.filter((route) => !known.has(route)).map((route) => `${route} has no row in the permission test`),
    ),
    ...[...known]
      .filter((route) => !ours.includes(route))
      .map((route) => `${route} has a row, and no app has it`),
  ]
  expect(wrong).toEqual([])
})

test.for(cases)("%s", async ([_, route, row]) => {
  await world.restore()
  const expected: Record<string, number> = {}
  const answered: Record<string, number> = {}
  const head = route.replace(/^GET /, "HEAD ")
  for (const call of permissionCalls(world, row)) {
    const ask = await row.ask(call.idsOf, call.caller.personId)
    if (call.idsOf !== call.at && Object.keys(ask.params ?? {}).length === 0) continue
    expected[call.who] = call.status
    answered[call.who] = await statusOf(route, row, call, ask)
    if (row.kind === "anybody" || head === route || !routes.includes(head)) continue
    expected[`${call.who}, HEAD`] = call.status
    answered[`${call.who}, HEAD`] = await statusOf(head, row, call, ask)
  }
  expect(answered).toEqual(expected)
})

test("a method that an address has no route for is not found, whoever asks", async () => {
  const { cookie = "" } = world.members.owner.headers
  const found: string[] = []
  for (const path of new Set(Object.keys(permissionRows).map((route) => route.split(" ")[1] ?? ""))) {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"] as const) {
      // customers' browsers ask before they send a proof
      const isAsked = method === "OPTIONS" && /^\/v1\/(flow|api)\//.test(path)
      if (isAsked || routes.some((route) => isAnswerTo(route, method, path))) continue
      const url = path.replace(":appId", world.shop.appId).replace(/:\w+|\*/g, "x")
      const { statusCode } = await server.app.inject({ method: method as "GET", url, headers: { cookie } })
      if (statusCode !== 404) found.push(`${method} ${path} answers ${statusCode}`)
    }
  }
  expect(found).toEqual([])
})

/** Whether a route has the method and the address, be it as the value of a parameter. */
function isAnswerTo(route: string, method: string, path: string): boolean {
  const [ofRoute, pattern = ""] = route.split(" ")
  return ofRoute === method && new RegExp(`^${pattern.replace(/:\w+|\*/g, "[^/]+")}$`).test(path)
}

let calls = 0

async function statusOf(route: string, row: PermissionRow, call: PermissionCall, ask: Ask): Promise<number> {
  const [method = "", path = ""] = route.split(" ")
  const isReading = method === "GET" || method === "HEAD"
  if (!isReading) await world.restore()
  const { caller, more } = call
  const isEndless = row.kind === "workspace" && row.isEndless
  const answer = await server.app.inject({
    method: method as "GET",
    url: fill(path, { ...ask.params, appId: call.at.appId }) + (ask.query ? `?${ask.query}` : ""),
    // what is limited by address is not the matter here
    remoteAddress: `10.1.${++calls >> 8}.${calls & 255}`,
    headers: { origin: server.url, ...ask.headers, ...more?.headers, ...caller.headers },
    ...(!isReading && { payload: { ...ask.body, ...more?.body } }),
    payloadAsStream: isEndless,
  })
  if (isEndless) answer.raw.res.destroy()
  return answer.statusCode
}

/** A path with values in place of its parameters. */
const fill = (path: string, values: Record<string, string>) =>
  path.replace(/:(\w+)|\*$/g, (part, name: string | undefined) => {
    const value = values[name ?? part]
    if (value === undefined) throw new Error(`The row of ${path} gives no value for ${part}`)
    return value.split("/").map(encodeURIComponent).join("/")
  })
