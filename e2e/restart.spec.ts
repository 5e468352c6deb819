import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "@playwright/test"
import { ownServers } from "./own-servers.ts"
import type { Keys, SessionRecord } from "./product.ts"
import { choose, goOn } from "./visit.ts"

const servers = ownServers(5001)

test("a server that is killed and started again in the middle of a flow misses nothing", async ({ page }) => {
  const before = servers.start()
  await servers.untilReady(before)
  await page.goto(servers.url("/shop/?customer=lan_mira"))
  await page.getByRole("button", { name: "Cancel subscription" }).click()
  const flow = page.frameLocator("holdfast-flow iframe")
  await choose(flow, "Too expensive")
  // the launcher first, which would start it again
  process.kill(servers.pidOf("scripts/start.mjs"), "SIGKILL")
  process.kill(servers.pidOf("main.js start"), "SIGKILL")
  await before.exited

  await goOn(flow)
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  await flow.getByRole("textbox").fill("You were away for a moment.")
  await goOn(flow)
  await expect(flow.getByRole("button", { name: "Cancel subscription" })).toBeVisible()
  await servers.untilReady(servers.start())
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()

  const { appId, dataKeyLive } = JSON.parse(readFileSync(join(servers.dataDir, "keys.json"), "utf8")) as Keys
  const sessions = async () => {
    const headers = { "x-ck-app": appId, "x-ck-api-key": dataKeyLive }
    const answer = await fetch(servers.url("/v1/data/sessions?customerId=lan_mira"), { headers })
    return ((await answer.json()) as SessionRecord[]).map(({ canceled, surveyChoiceValue, feedback }) => ({
      canceled,
      surveyChoiceValue,
      feedback,
    }))
  }
  await expect
    .poll(sessions)
    .toEqual([
      { canceled: true, surveyChoiceValue: "Too expensive", feedback: "You were away for a moment." },
    ])
})
