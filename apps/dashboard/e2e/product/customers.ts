import { randomUUID } from "node:crypto"
import type { SessionFacts } from "@holdfast/protocol"
import { merchantHmac } from "../../../server/src/testing/test-app.ts"
import { fixtureNow } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"

/** What customers of Acme Cloud do, told to the server as the widget tells it. */

interface Customer {
  id: string
  email: string
}

/** A customer's run of the flow, of which more is to be told. */
interface Run {
  report(session: SessionFacts): Promise<void>
}

/** A customer opens the flow, so many milliseconds after the tests begin. */
export async function openFlow(acme: AcmeApp, { id, email }: Customer, afterMs: number): Promise<Run> {
  const body = {
    app: acme.place.acme.appId,
    customerId: id,
    authHash: merchantHmac("key 3", id),
    customer: { id, email },
    run: randomUUID(),
    startedAt: 0,
    sentAt: 0,
  }
  const send = async (path: string, more: object) => {
    acme.setTime(fixtureNow.getTime() + afterMs)
    const answer = await acme.app.inject({
      method: "POST",
      url: `/v1/flow/${path}`,
      payload: { ...body, ...more },
    })
    if (answer.statusCode !== 200) throw new Error(`${path} was refused: ${answer.body}`)
  }
  await send("open", {})
  return { report: (session) => send("report", { revision: 1, session }) }
}

const arrival = (number: number): Customer => ({
  id: `arrival${number}`,
  email: `arrival${number}@example.com`,
})

/** The customer arrival1 opens the flow, then arrival2, and so on, an instant apart; `from` is the first of these. */
export async function arrive(acme: AcmeApp, count: number, from = 1): Promise<void> {
  for (let number = from; number < from + count; number++) await openFlow(acme, arrival(number), number)
}

/** So many customers open the flow at the same instant. */
export async function arriveTogether(acme: AcmeApp, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, at) => openFlow(acme, arrival(at + 1), 1)))
}
