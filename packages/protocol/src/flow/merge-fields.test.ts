import { expect, test } from "vitest"
import { hasMergeFields, mergeFieldText, textPieces } from "./merge-fields.ts"

test("a text is its words and its merge fields, each with what stands there where nothing is known", () => {
  expect(textPieces("Hi {{CUSTOMER_NAME.FIRST|there}}, {{ team | us }}{{seats}}!")).toEqual([
    { kind: "text", text: "Hi " },
    { kind: "field", field: "CUSTOMER_NAME.FIRST", label: "First name", fallback: "there" },
    { kind: "text", text: ", " },
    { kind: "field", field: "team", label: null, fallback: "us" },
    { kind: "field", field: "seats", label: null, fallback: "" },
    { kind: "text", text: "!" },
  ])
})

test.each(["", "{{}}", "{{|x}}", "{{a|b", "a}}"])("%j has no merge field and stays as it is", (text) => {
  expect(hasMergeFields(text)).toBe(false)
  expect(textPieces(text)).toEqual(text === "" ? [] : [{ kind: "text", text }])
})

test("what is inserted is read back", () => {
  const text = mergeFieldText("CUSTOMER_EMAIL", "your address")
  expect(text).toBe("{{CUSTOMER_EMAIL|your address}}")
  expect(textPieces(text)).toMatchObject([{ field: "CUSTOMER_EMAIL", fallback: "your address" }])
})
