import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createBillingSystems } from "../billing/connection/billing-systems.ts"
import { openStripeBilling } from "../billing/stripe/open-stripe-billing.ts"
import { type StripeStandIn, startStripeStandIn } from "../demo/stripe-stand-in/start-stripe-stand-in.ts"
import { startCommand } from "../testing/start-command.ts"
import { type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let standIn: StripeStandIn
let folder: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  standIn = await startStripeStandIn({
    keys: [
      { key: "rk_test_everything" },
      { key: "rk_test_alittle", permissions: ["customer_read", "subscription_read"] },
      { key: "rk_test_gone", isRevoked: true },
      { key: "sk_live_everything" },
    ],
  })
  folder = mkdtempSync(join(tmpdir(), "hf-billing-"))
})
afterAll(async () => {
  await standIn.close()
  await server.close()
  rmSync(folder, { recursive: true })
})

const secret = "a secret for tests, long enough to be taken"
const run = (args: string, env: Record<string, string> = {}) =>
  startCommand(server.address, ["billing", ...args.split(" ")], {
    HOLDFAST_DATA: folder,
    HOLDFAST_SECRET: secret,
    HOLDFAST_STRIPE_API: standIn.url,
    ...env,
  }).ended

test("Stripe is connected, shown, and disconnected; the server asks it with the key that was given", async () => {
  const connected = await run("connect stripe --mode test --webhook-secret whsec_abcdefgh", {
    HOLDFAST_STRIPE_KEY: "rk_test_everything",
  })
  expect(connected).toEqual({
    code: 0,
    err: "",
    out: expect.stringMatching(
      new RegExp(
        [
          "^Connected. A running server knows it within 5 seconds.",
          "Mode                   test",
          "Account                Stand-in for Stripe, acct_\\w+",
          "Key                    rk_test_…hing",
          "Checked                [\\dTZ:.-]+",
          "Signing secret         there",
          `Stripe's events go to  http://127.0.0.1:4870/v1/billing/stripe/${shop.appId}\n$`,
        ].join("\n"),
      ),
    ),
  })
  const systems = createBillingSystems({
    ...{ db: server.database.db, secret: server.secret, apiBase: standIn.url },
    ...{ open: openStripeBilling, now: () => new Date() },
  })
  const system = await systems.systemOf(shop.id, "test")
  expect(await system?.facts("cus_of_nobody", new AbortController().signal)).toBe(null)

  const few = await run("connect stripe --mode test --key rk_test_alittle")
  expect(few.out).toContain(
    "Missing permission     Subscriptions: Write, to carry out cancellations, pauses and their end, discounts, plan changes and trial extensions. Grant it in Stripe: Developers, API keys, the key, Edit.\n",
  )
  expect(few.out.match(/Missing permission/g)).toHaveLength(8)
  const live = await run("connect stripe --mode live --key sk_live_everything")
  expect(live.out).toContain("sk_live_…hing (may do everything; a restricted key is safer)")
  const status = await run("status")
  expect(status.out.match(/^Mode .*/gm)).toEqual([
    "Mode                   live",
    "Mode                   test",
  ])
  expect(status.out).toContain("Signing secret         there")
  expect((await run("disconnect --mode live")).out).toBe(
    "Disconnected. Stripe is not asked any more for live; nothing was changed there.\n",
  )
  const entries = await server.database.db
    .selectFrom("audit_entry")
    .select(["action", "actor_name"])
    .where("workspace_id", "=", shop.id)
    .orderBy("id")
    .execute()
  expect(entries).toEqual([
    { action: "billing.connected", actor_name: "holdfast billing connect" },
    { action: "billing.changed", actor_name: "holdfast billing connect" },
    { action: "billing.connected", actor_name: "holdfast billing connect" },
    { action: "billing.disconnected", actor_name: "holdfast billing disconnect" },
  ])
})

test.each([
  ["connect stripe --mode test --key rk_test_gone", 1, "Stripe does not accept this key"],
  ["connect stripe --mode live --key rk_test_everything", 1, "this connection is for live"],
  ["connect stripe --mode test --key garbage", 1, "key is no key of Stripe's API"],
  [
    "connect stripe --mode staging --key rk_test_everything",
    2,
    '--mode is "staging"; it takes live, test, sandbox.',
  ],
  ["connect stripe --mode test", 2, "HOLDFAST_STRIPE_KEY or --key takes a restricted key"],
  ["connect rk_test_allOfThem --mode test", 2, "billing connect takes the word stripe"],
])("billing %s is refused in a sentence without the key", async (args, code, sentence) => {
  const refused = await run(args)
  expect([refused.code, refused.out]).toEqual([code, ""])
  expect(refused.err).toContain(sentence)
  expect(refused.err).not.toContain("allOfThem")
})

test("where Stripe cannot be reached, nothing is kept", async () => {
  const refused = await run("connect stripe --mode sandbox --key rk_test_everything", {
    HOLDFAST_STRIPE_API: "http://127.0.0.1:1",
  })
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringContaining("Stripe gave no answer. Try again in a moment. Nothing was changed."),
  ])
  expect((await run("disconnect --mode sandbox")).code).toBe(1)
})
