import { expect, test } from "vitest"
import { returnPath } from "./return-path.ts"

const go = (wanted: string | undefined) => returnPath(wanted, "https://holdfast.example")

test("a path on this origin is where a person goes on", () => {
  expect(["/", "/?mode=test&range=7d", "/a/b#c"].map(go)).toEqual(["/", "/?mode=test&range=7d", "/a/b#c"])
})

test("another site's address, however it is written, becomes the first page", () => {
  const foreign = [
    undefined,
    "",
    "https://evil.example/",
    "//evil.example",
    "//evil.example/path",
    "/.//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    " //evil.example",
    "evil",
  ]
  expect(foreign.map(go)).toEqual(foreign.map(() => "/"))
})

test("the sign-in page does not lead back to itself", () => {
  expect(go("/sign-in?to=/sign-in")).toBe("/")
})
