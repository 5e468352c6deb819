import { expect, test } from "vitest"
import { type Choice, duckCondition, postgresCondition, queryOf } from "./choices.ts"

const choices: Choice[] = [
  { dimension: "planId", value: "a&b", isExcluded: false },
  { dimension: "segmentId", value: null, isExcluded: true },
  { dimension: "ageYears", value: "2", isExcluded: true },
]

test("choices are said in an address, in PostgreSQL's SQL and in DuckDB's", () => {
  expect(queryOf(choices)).toBe("planId=a%26b&-segmentId=null&-ageYears=2")
  expect(postgresCondition(choices, 2)).toEqual({
    sql: "s.plan_id = $2 and s.segment_id is not null and s.age_months / 12 is distinct from $3",
    values: ["a&b", "2"],
  })
  expect(duckCondition(choices, 1)).toEqual({
    sql: '"planId" = $1::varchar and "segmentId" is not null and "ageYears" is distinct from $2::integer',
    values: ["a&b", "2"],
  })
})

test("no choice is no condition", () => {
  expect(queryOf([])).toBe("")
  expect(postgresCondition([], 2)).toEqual({ sql: "true", values: [] })
})
