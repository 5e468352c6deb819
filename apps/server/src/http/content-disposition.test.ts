import { expect, test } from "vitest"
import { attachment } from "./content-disposition.ts"

test.for([
  ["holdfast.csv", 'attachment; filename="holdfast.csv"'],
  ["über'50%'.csv", `attachment; filename="_ber'50_'.csv"; filename*=UTF-8''%C3%BCber%2750%25%27.csv`],
  ['a"b\r\nc.csv', `attachment; filename="a_b__c.csv"; filename*=UTF-8''a%22b%0D%0Ac.csv`],
  ["売上.csv", `attachment; filename="__.csv"; filename*=UTF-8''%E5%A3%B2%E4%B8%8A.csv`],
] as const)("%s is sent as %s", ([name, header]) => {
  expect(attachment(name)).toBe(header)
})
