import { expect, test } from "vitest"
import { returnPath } from "./return-path.ts"

const go = (wanted: string | undefined, hash = "") =>
  returnPath(wanted, { origin: "https://holdfast.example", hash })

test("a path on this origin is where a person goes on", () => {
  expect(["/", "/?mode=test&range=7d", "/a/b#c"].map((wanted) => go(wanted))).toEqual([
    "/",
    "/?mode=test&range=7d",
    "/a/b#c",
  ])
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
  expect(foreign.map((wanted) => go(wanted))).toEqual(foreign.map(() => "/"))
})

test("what stands behind the # of the sign-in goes along, unless the path has its own, and never to another site", () => {
  expect(go("/invitation", "#token=x")).toBe("/invitation#token=x")
  expect(go("/a#b", "#token=x")).toBe("/a#b")
  expect(go("https://evil.example/", "#token=x")).toBe("/")
})

test("the sign-in page does not lead back to itself", () => {
  expect(go("/sign-in?to=/sign-in")).toBe("/")
})
