import { expect, test } from "vitest"
import { refusalWords } from "./role-words.ts"

test("a refusal names who may and what the person is", () => {
  expect(refusalWords("export:take", "viewer")).toBe("Only Owners and Admins can do this; you are a Viewer.")
  expect(refusalWords("flow-key:manage", "member")).toBe(
    "Only Owners, Admins and Developers can do this; you are a Member.",
  )
  expect(refusalWords("ownership:hand-over", "admin")).toBe("Only Owners can do this; you are an Admin.")
})
