import type { Mode } from "@holdfast/protocol"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../db/new-id.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { unheard } from "../../testing/unheard.ts"
import { findOpenedBySdk } from "./find-opened-by-sdk.ts"
import { createIntake, type Intake } from "./intake.ts"
import type { TrustedReport } from "./trusted-report.ts"

let database: TestDatabase
let intake: Intake
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
})
afterAll(() => database.close())

const noon = Date.UTC(2026, 10, 1, 12)
const hoursBefore = (hours: number) => new Date(noon - hours * 3600 * 1000)
const workspaceId = newId(new Date(noon))

interface Opening {
  customerId: string
  mode?: Mode
  blueprintId?: string
  at: Date
}

const opening = ({ customerId, mode = "live", blueprintId = "first", at }: Opening): TrustedReport => ({
  workspaceId,
  mode,
  customerId,
  clientKey: null,
  source: "sdk",
  verified: true,
  receivedAt: at,
  startedAt: at,
  revision: 0,
  facts: { customer: { id: customerId }, blueprintId },
})

async function record(report: TrustedReport): Promise<string> {
  const result = await intake.record(report)
  if (result.kind === "foreign") throw new Error("the session is another's")
  return result.sessionId
}

/** What is found, and what a post at the same time comes to be about. */
async function foundAndClaimed(customerId: string, blueprintId: string | null): Promise<(string | null)[]> {
  const found = await findOpenedBySdk(
    database.db,
    { workspaceId, mode: "live", customerId, blueprintId },
    new Date(noon),
  )
  const claimed = await record({
    ...opening({ customerId, at: new Date(noon) }),
    clientKey: `sdk:${customerId} ${found}`,
    revision: 1,
    claim: { blueprintId, firstStep: new Date(noon) },
  })
  return [found, claimed]
}

test("of the sessions of a blueprint that no post has claimed yet, the nearest; it is what a post would claim", async () => {
  const customerId = "cus_1"
  const far = await record(opening({ customerId, at: hoursBefore(23.9) }))
  const near = await record(opening({ customerId, at: hoursBefore(3) }))
  await record(opening({ customerId, at: hoursBefore(2), blueprintId: "second" }))
  await record(opening({ customerId, at: hoursBefore(1), mode: "test" }))
  await record(opening({ customerId: "cus_2", at: hoursBefore(1) }))
  expect(await foundAndClaimed(customerId, "first")).toEqual([near, near])
  expect(await foundAndClaimed(customerId, "first")).toEqual([far, far])
  const [found, claimed] = await foundAndClaimed(customerId, "first")
  expect([found, [far, near].includes(claimed ?? "")]).toEqual([null, false])
})

test("of any blueprint where none is named, and none of a day ago", async () => {
  const customerId = "cus_3"
  await record(opening({ customerId, at: hoursBefore(24) }))
  const second = await record(opening({ customerId, at: hoursBefore(5), blueprintId: "second" }))
  expect(await foundAndClaimed(customerId, null)).toEqual([second, second])
  const [found, claimed] = await foundAndClaimed(customerId, null)
  expect([found, claimed === second]).toEqual([null, false])
})
