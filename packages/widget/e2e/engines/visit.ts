import { test as base, expect } from "@playwright/test"
import type { Engine, Tab } from "../../../../e2e/engines/engine.ts"
import { type EngineName, startEngine } from "../../../../e2e/engines/start-engine.ts"
import { type StandIn, startStandIn } from "../stand-in.ts"
import { type FlowInTab, flowInTab } from "./flow-in-tab.ts"

export { expect }

export const options = {
  customerId: "cus_1",
  authHash: "a".repeat(64),
  customer: { id: "cus_1", name: "Ada King" },
}

export interface EngineVisit {
  tab: Tab
  flow: FlowInTab
  standIn: StandIn
  /** Goes to the page and opens the flow. @param more what is added to the options, as a script that may use `told` */
  open(more?: string): Promise<void>
  told(): Promise<unknown[]>
}

export const test = base.extend<{ visit: EngineVisit }, { engineName: EngineName; engine: Engine }>({
  engineName: ["firefox", { scope: "worker", option: true }],
  engine: [
    async ({ engineName }, use) => {
      const engine = await startEngine(engineName)
      await use(engine)
      await engine.close()
    },
    { scope: "worker", timeout: 90_000 },
  ],
  visit: async ({ engine: { tab } }, use) => {
    const standIn = await startStandIn()
    await use({
      tab,
      standIn,
      flow: flowInTab(tab),
      async open(more = "{}") {
        await tab.goto(standIn.page)
        await expect.poll(() => tab.evaluate("typeof window.holdfast?.init")).toBe("function")
        await tab.evaluate(`(() => {
          const told = (window.told = [])
          window.given = Object.assign(${more}, ${JSON.stringify(options)})
          document.getElementById("leave").focus()
          holdfast.init("show", window.given)
        })()`)
      },
      told: () => tab.evaluate("window.told"),
    })
    await tab.goto("about:blank")
    await standIn.close()
  },
})
