import { expect, test } from "vitest"
import { fillMergeFields } from "./merge-fields.ts"

const source = {
  customer: { name: "Ada King", email: "ada@example.com", metadata: { team: "Engines", seats: 3 } },
  snapshot: { email: "old@example.com", customAttributes: { city: "London" } },
  attributes: { team: "Analytics" },
}

test.each([
  ["Hello {{CUSTOMER_NAME|there}}", "Hello Ada King"],
  ["{{CUSTOMER_NAME.FIRST|you}} / {{CUSTOMER_NAME.LAST|}}", "Ada / King"],
  ["{{CUSTOMER_EMAIL|}}", "ada@example.com"],
  ["{{team|}} has {{seats|no}} seats in {{city|town}}", "Analytics has 3 seats in London"],
  ["<merge-field>{{ team | us }}</merge-field>", "Analytics"],
  ["{{unknown|friend}}, {{unknown}}!", "friend, !"],
  ["{{constructor|a}} {{__proto__|b}}", "a b"],
  ["{{}} {{|x}} {{{CUSTOMER_EMAIL|}}}", "{{}} {{|x}} {ada@example.com}"],
])("%s becomes %s", (text, filled) => {
  expect(fillMergeFields(text, source)).toBe(filled)
})

test("a customer we know nothing of gets the fallbacks", () => {
  expect(fillMergeFields("Hello {{CUSTOMER_NAME|there}}", {})).toBe("Hello there")
})

test("first and last name may come apart", () => {
  const customer = { name: "Mary Ann", lastName: "Evans" }
  expect(fillMergeFields("{{CUSTOMER_NAME.FIRST|}}, {{CUSTOMER_NAME.LAST|}}", { customer })).toBe(
    "Mary Ann, Evans",
  )
})
