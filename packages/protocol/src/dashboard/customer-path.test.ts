import { expect, test } from "vitest"
import { customerIdOf, customerPathPart } from "./customer-path.ts"

test.for(["cus_1", ".", "..", "...", "~", "~.", "a/b?c#d%2F", "דני", "👩‍👩‍👧‍👦", "%", " ", "..\\.."])(
  "%j survives an address",
  (id) => {
    const { pathname } = new URL(`http://x/customers/${customerPathPart(id)}`)
    expect(pathname.split("/")).toHaveLength(3)
    expect(customerIdOf(decodeURIComponent(pathname.split("/")[2] ?? ""))).toBe(id)
  },
)

test("half a character is no reason to fail", () => {
  expect(customerPathPart("\ud83d")).toBe("%EF%BF%BD")
})
