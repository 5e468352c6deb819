import type { FastifySchema, HTTPMethods } from "fastify"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Prng, prng } from "../demo/prng.ts"
import { type TestApp, testApp } from "../testing/test-app.ts"
import { collectRoutes } from "./testing/collect-routes.ts"
import {
  type FuzzCaller,
  type FuzzWorld,
  hashPasswordsFast,
  makeCallers,
  makeFuzzWorld,
} from "./testing/fuzz/fuzz-world.ts"
import { type FuzzSchema, FuzzValues } from "./testing/fuzz/hostile-value.ts"

/** `npm run fuzz` asks for more. */
const requests = Number(process.env.FUZZ_REQUESTS ?? 500)
const seed = Number(process.env.FUZZ_SEED ?? 1)
/** A world has one owner and few people, whom calls remove and sign out. */
const worldLasts = 750
/** Processor time of this process, of which the whole machine has no part. */
const slowestMs = 5000
const hangingMs = 60_000

let server: TestApp
let world: FuzzWorld
let schemas: ReadonlyMap<string, FastifySchema>
beforeAll(async () => {
  ;({ built: server, schemas } = await collectRoutes(testApp))
  await hashPasswordsFast(server)
})
afterAll(() => server.close())

/** What a path's parameters are called, and what else means something: found in answers on the way. */
const known: string[] = ["cus_1", "fat_1", "fat_1@example.com", "live", "DISCOUNT", "month-saveType"]
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

function remember(body: string, chance: Prng): void {
  const [found] = body.slice(0, 5000).match(uuids) ?? []
  if (!found || known.includes(found)) return
  if (known.length < 200) known.push(found)
  else known[chance.between(6, known.length - 1)] = found
}

/** The one answer that does not: what happens, as it happens. */
const neverEnds = /\/(live|stream)$/

function pathOf(route: string, chance: Prng, values: FuzzValues): string {
  const path = route.replace(/:(\w+)|\*/g, (_, name?: string) => {
    const isOurs = name === "appId" && chance.chance(0.85)
    return encodeURIComponent((isOurs ? world.shop.appId : values.text().toWellFormed()).slice(0, 600))
  })
  // a text may be the name of that route
  return neverEnds.test(path) ? `${path}-ends` : path
}

function queryOf(schema: FuzzSchema | undefined, chance: Prng, values: FuzzValues): string {
  if (!schema || chance.chance(0.2)) return ""
  const query = new URLSearchParams()
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (!chance.chance(0.15)) continue
    const value = values.of(field, 1)
    for (const each of [value].flat().slice(0, 3)) query.append(name, String(each).slice(0, 2000))
  }
  return query.size > 0 ? `?${query}` : ""
}

function bodyOf(
  schema: FuzzSchema | undefined,
  caller: FuzzCaller,
  chance: Prng,
  values: FuzzValues,
): string | undefined {
  if (chance.chance(0.03)) return chance.pick(["", "{", "[]", "null", '"x"', `{"a":${"[1,".repeat(2000)}`])
  const body = schema ? values.of(schema) : {}
  const isObject = typeof body === "object" && body !== null
  return JSON.stringify(isObject && chance.chance(0.9) ? { ...body, ...caller.body } : body)
}

test(
  `${requests} requests to all routes, from everybody and with whatever values, are each answered below 500 and in time`,
  async () => {
    const chance = prng(seed)
    const values = new FuzzValues(chance, () => known)
    // the one answer that never ends is left out
    const routes = [...schemas].filter(([route]) => !neverEnds.test(route))
    const started = performance.now()
    const begun = Date.parse("2026-11-01T12:00:00Z")
    const faults: string[] = []
    const answered = new Set<string>()
    let callers: FuzzCaller[] = []
    let slowest = { ms: 0, route: "" }
    const byKind: Record<string, number> = {}
    for (let i = 0; i < requests; i++) {
      server.setTime(begun + i * 1000)
      if (i % worldLasts === 0) {
        world = await makeFuzzWorld(server)
        callers = await makeCallers(world)
      }
      const [route, schema] = chance.pick(routes)
      const [method, path] = route.split(" ") as [HTTPMethods, string]
      const caller = chance.pick(callers)
      const payload =
        method === "GET" || method === "HEAD"
          ? undefined
          : bodyOf(schema.body as FuzzSchema | undefined, caller, chance, values)
      const url =
        pathOf(path, chance, values) + queryOf(schema.querystring as FuzzSchema | undefined, chance, values)
      const cpu = process.cpuUsage()
      const answer = await Promise.race([
        server.app.inject({
          method: method as "GET",
          url,
          headers: {
            ...(payload !== undefined && { "content-type": "application/json" }),
            ...caller.headers,
          },
          remoteAddress: `10.${chance.between(0, 255)}.${chance.between(0, 255)}.1`,
          ...(payload !== undefined && { payload }),
        }),
        new Promise<null>((done) => setTimeout(done, hangingMs, null).unref()),
      ])
      const { user, system } = process.cpuUsage(cpu)
      const ms = (user + system) / 1000
      if (ms > slowest.ms) slowest = { ms, route }
      const what = `request ${i}: ${route} ${url.slice(0, 300)} ${payload?.slice(0, 300) ?? ""}`
      if (!answer) faults.push(`hangs: ${what}`)
      else if (answer.statusCode >= 500)
        faults.push(`${answer.statusCode} ${answer.body.slice(0, 200)}: ${what}`)
      else if (ms > slowestMs) faults.push(`${Math.round(ms)} ms: ${what}`)
      const kind = answer ? `${Math.floor(answer.statusCode / 100)}xx` : "hangs"
      byKind[kind] = (byKind[kind] ?? 0) + 1
      if (!answer) continue
      if (answer.statusCode < 300) answered.add(route)
      remember(answer.body, chance)
    }
    const kinds = Object.entries(byKind)
      .sort()
      .map(([kind, count]) => `${count} ${kind}`)
    const told = `seed ${seed}: ${requests} requests in ${Math.round((performance.now() - started) / 1000)} s, ${kinds.join(", ")}; ${answered.size} of ${routes.length} routes let something through; slowest ${Math.round(slowest.ms)} ms, ${slowest.route}\n`
    process.stderr.write(told)
    expect(faults).toEqual([])
    expect(answered.size).toBeGreaterThan(Math.min(20, requests / 50))
  },
  24 * 3600_000,
)
