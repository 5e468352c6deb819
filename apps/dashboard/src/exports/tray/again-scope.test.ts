import { expect, test } from "vitest"
import { againScope } from "./again-scope.ts"

test("the address of an export finds its sessions again", () => {
  const search = "mode=test&from=2026-08-26&to=2026-11-23&offer=pause&not-response=Too+expensive"
  expect(againScope("app_acme", search)).toMatchObject({
    appId: "app_acme",
    mode: "test",
    search: null,
    choices: [
      { dimension: "offerType", value: "PAUSE", isExcluded: false },
      { dimension: "response", value: "Too expensive", isExcluded: true },
    ],
  })
  expect(againScope("app_acme", "q=ada")).toMatchObject({ search: "ada", from: null, to: null })
})
