import { expect, test } from "vitest"
import { clientOf } from "./client-of.ts"

const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36"

test.for([
  [{ embedVersion: "sdk-react" }, browser, "sdk-react", ""],
  [{ session: { embedVersion: "holdfast-widget-1" } }, browser, "holdfast-widget", "1"],
  [{ embedVersion: "@churnkey/react@0.4.1" }, browser, "@churnkey/react", "0.4.1"],
  [{ embedVersion: "sdk-react 1.2.3-beta.1" }, browser, "sdk-react", "1.2.3-beta.1"],
  [{ embedVersion: "ada@example.com" }, browser, "", ""],
  [{ embedVersion: "customer-4711471147114711" }, browser, "customer", ""],
  [{ embedVersion: "c4711471147114711" }, browser, "", ""],
  [{ embedVersion: "of Ada Lovelace" }, browser, "", ""],
  [{ embedVersion: 7 }, "churnkey-node/0.2.0 (linux)", "churnkey-node", "0.2.0"],
  [{}, "python-requests/2.31.0", "python-requests", "2.31.0"],
  [{}, "curl/8.5.0", "curl", "8.5.0"],
  [null, browser, "", ""],
  ["text", undefined, "", ""],
] as const)("%j with %s is %s %s", ([body, agent, name, version]) => {
  expect(clientOf({ body, headers: { "user-agent": agent } })).toEqual({ name, version })
})
