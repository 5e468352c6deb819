import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { standardBillingSettings } from "@holdfast/protocol/dashboard"
import type { BillingAct } from "@holdfast/protocol/schema"
import { registerShop } from "@holdfast/shop"
import fastify from "fastify"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { createDirectory } from "../account/directory.ts"
import { changeConnection, disconnectBilling } from "../billing/connection/change-connection.ts"
import type { CheckKey } from "../billing/connection/check-stripe-key.ts"
import { listConnections } from "../billing/connection/stored-connection.ts"
import { openStripeBilling } from "../billing/stripe/open-stripe-billing.ts"
import { readConfig } from "../config.ts"
import { keysFile } from "../first-run.ts"
import { type TestApp, testApp } from "../testing/test-app.ts"
import { writeWhole } from "../write-whole.ts"
import { openDemo } from "./open-demo.ts"

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())

const now = () => new Date()
const actor = { kind: "command", name: "a test" } as const

/** A demo workspace, whose server can be started again and again. */
async function demoWorkspace() {
  const { db } = server.database
  const { secret } = server
  const { id: workspaceId, blueprintId: _, ...keys } = await server.addWorkspace("Demo")
  const folder = mkdtempSync(join(tmpdir(), "hf-demo-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const config = readConfig({ HOLDFAST_DATA: folder, HOLDFAST_DEMO: "on" }, "/")
  writeWhole(keysFile(config), JSON.stringify(keys), "replace")
  const start = async () => {
    const demo = await openDemo({ config, directory: createDirectory(db, secret, now), db, secret, now })
    if (!demo) throw new Error("The demo has a workspace")
    onTestFinished(() => demo.billing.close())
    return demo
  }
  const connections = () => listConnections(db, workspaceId, now())
  return { db, secret, workspaceId, start, connections }
}

test("the demo workspace is connected to the shop's account, with all that its key needs to do", async () => {
  const { start, connections } = await demoWorkspace()
  await start()
  expect(await connections()).toMatchObject([
    {
      mode: "live",
      keyKind: "restricted",
      account: { id: "acct_lantern_demo", name: "Lantern (demo)" },
      missing: [],
      fault: null,
      hasWebhookSecret: true,
    },
  ])
})

test("a server that is started again has the same connection", async () => {
  const { start, connections } = await demoWorkspace()
  const first = await start()
  const before = await connections()
  const second = await start()
  expect(second.connection).toEqual(first.connection)
  expect(await connections()).toEqual(before)
})

test("what a person has disconnected stays so, and so does an account of their own", async () => {
  const { start, connections, db, secret, workspaceId } = await demoWorkspace()
  await start()
  const change = { workspaceId, mode: "live", actor, now: now() } as const
  await disconnectBilling(db, change)
  expect((await start()).connection).toBeNull()
  expect(await connections()).toEqual([])

  const checkKey: CheckKey = async () => ({ kind: "works", account: null, missing: [] })
  await changeConnection({ db, secret, checkKey }, change, { key: "rk_live_ofTheirOwn" })
  expect((await start()).connection).toBeNull()
  expect(await connections()).toMatchObject([{ keyHint: "rk_live_…rOwn", account: null }])
})

test("outside the demo there is none", async () => {
  const { db, secret } = await demoWorkspace()
  const config = readConfig({ HOLDFAST_DATA: "/nowhere", HOLDFAST_DEMO: "off" }, "/")
  expect(await openDemo({ config, directory: createDirectory(db, secret, now), db, secret, now })).toBeNull()
})

test("what Holdfast carries out is billed in the shop: each act by the demo's connection", async () => {
  const demo = await (await demoWorkspace()).start()
  const { connection, billing, keys } = demo
  if (!connection) throw new Error("It is connected")
  const system = openStripeBilling({
    key: connection.key,
    apiBase: billing.url,
    settings: standardBillingSettings,
    webhookSecrets: [connection.webhookSecret],
    now,
  })
  const app = fastify()
  onTestFinished(() => app.close())
  await registerShop(app, { ...keys, ...billing, holdfastUrl: "https://holdfast.example" })
  const billOf = async (id: string) =>
    (await app.inject(`/shop/api/account?customer=${id}`)).json().account.bill
  let made = 0
  const carryOut = (customerId: string, act: BillingAct) => {
    made += 1
    return system.carryOut(
      {
        id: `00000000-0000-4000-8000-00000000000${made}`,
        mode: "live",
        customerId,
        subscriptionId: `sub_${customerId}`,
        act,
        requestedAt: now(),
        flow: { isOffered: true, reason: null, rebate: null },
      },
      AbortSignal.timeout(8000),
    )
  }

  const discount = await carryOut("lan_ruth", { action: "discount", body: { coupon: "STAY30" } })
  expect(discount).toEqual({ kind: "applied" })
  expect(await billOf("lan_ruth")).toMatchObject({
    nextInvoice: { amount: 2030 },
    discounts: [{ words: "30% off" }],
  })

  const pause = await carryOut("lan_mira", { action: "pause", body: { duration: 2, interval: "month" } })
  expect(pause.kind).toBe("applied")
  expect(await billOf("lan_mira")).toMatchObject({ isPaused: true, nextInvoice: null })

  const plan = await carryOut("lan_elise", {
    action: "change-plan",
    body: { planId: "price_starter_monthly_eur" },
  })
  expect(plan.kind).toBe("applied")
  expect((await billOf("lan_elise")).plan).toBe("Starter")

  const before = await billOf("lan_priya")
  const trial = await carryOut("lan_priya", { action: "extend-trial", body: { days: 7 } })
  expect(trial.kind).toBe("applied")
  const weekMs = 7 * 86_400_000
  expect(Date.parse((await billOf("lan_priya")).trialUntil) - Date.parse(before.trialUntil)).toBe(weekMs)

  const cancel = await carryOut("lan_jonas", { action: "cancel", body: {} })
  expect(cancel.kind).toBe("scheduled")
  const ending = await billOf("lan_jonas")
  expect([ending.nextInvoice, ending.hasEnded]).toEqual([null, false])
  if (cancel.kind === "scheduled") expect(ending.endsAt).toBe(cancel.at.toISOString())
})
