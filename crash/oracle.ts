import {
  applyReport,
  decideBounces,
  isDecision,
  type Outcome,
  outcomeOf,
  type ReportedState,
  saveTypeOf,
} from "@holdfast/protocol"
import type { Journal, Report } from "./journal.ts"
import type { Product } from "./product.ts"
import { deliverAll, faultsOfMail } from "./relay.ts"

/** A session as the database has it. */
export interface Row {
  id: string
  customer: string
  feedback: string
  created: string
  revision: number
  outcome: Outcome["kind"]
  saveType: string | null
  choice: string | null
  winner: string | null
  subscription: string | null
  isSettled: boolean
  /** It was settled because nothing was heard of it for long by the server's clock, which may have jumped. */
  isSilent: boolean
  sequence: number
  /** The sequences that the change log has of it. */
  changes: number[]
}

const rowsOf = `select session.id, customer_id as customer, feedback, (extract(epoch from created_at) * 1000)::text as created,
    revision, outcome, save_type as "saveType", survey_choice_value as choice, bounced_by as winner,
    subscription_id as subscription,
    settled_at is not null as "isSettled", is_silent as "isSilent", sequence,
    coalesce((select array_agg(change.sequence order by change.n) from session_change change
      where change.workspace_id = session.workspace_id and change.session_id = session.id), '{}') as changes
  from session where customer_id like any ('{crash-%,records-%}')`

/** What is wrong with what the product has on record, against the journal and the rules of the protocol. */
export async function findFaults(product: Product, journal: Journal): Promise<string[]> {
  const rows = await product.ask<Row>(rowsOf)
  const isVisitor = ({ customer }: Row) => customer.startsWith("crash-")
  return [
    ...faultsOf(rows.filter(isVisitor), journal),
    // what is recorded is told of its recording
    ...faultsOfChanges(rows.filter((row) => !isVisitor(row))),
    ...(await faultsOfReaders(product, rows)),
    ...faultsOfMail(await deliverAll(product.ask), product.relay.arrived()),
  ]
}

export const faultsOf = (rows: readonly Row[], journal: Pick<Journal, "sent" | "acknowledged">): string[] => [
  ...faultsOfRecords(rows, journal),
  ...faultsOfBounces(rows),
  ...faultsOfChanges(rows),
]

/** Nothing acknowledged is lost, nothing is doubled, and each session is what its reports amount to. */
function faultsOfRecords(rows: readonly Row[], journal: Pick<Journal, "sent" | "acknowledged">): string[] {
  const recorded = Map.groupBy(rows, ({ feedback }) => feedback.split(" ")[0] ?? "")
  const acknowledged = Map.groupBy(journal.acknowledged, ({ run }) => run)
  const sent = Map.groupBy(journal.sent, ({ run }) => run)
  const found: string[] = []
  for (const run of recorded.keys()) if (!sent.has(run)) found.push(`Session ${run} was never sent.`)
  for (const [run, all] of sent) {
    const known = acknowledged.get(run) ?? []
    const [row, ...others] = recorded.get(run) ?? []
    if (others.length > 0) found.push(`Session ${run} is there ${others.length + 1} times.`)
    if (!row) {
      if (known.length > 0) found.push(`Session ${run} was acknowledged ${known.length} times and is lost.`)
    } else if (!mayBe(row, all, known)) {
      found.push(
        `Session ${run} is ${JSON.stringify(row)}, which its reports do not amount to: ${JSON.stringify(all)}`,
      )
    }
  }
  return found
}

/** What was acknowledged counts; what was only sent may have arrived. */
function mayBe(row: Row, sent: readonly Report[], acknowledged: readonly Report[]): boolean {
  const unsure = sent.filter((report) => !acknowledged.includes(report))
  return Array.from({ length: 2 ** unsure.length }, (_, chosen) =>
    unsure.filter((_report, i) => chosen & (1 << i)),
  ).some((arrived) => {
    const state = [...acknowledged, ...arrived].reduce<ReportedState | null>(applyReport, null)
    if (!state) return false
    const { canceled, acceptedOffer, aborted, feedback, surveyChoiceValue } = state.facts
    const offerType = acceptedOffer?.offerType
    const outcome = outcomeOf({
      canceled: canceled === true,
      acceptedOffer: offerType ? { offerType } : null,
      ended: aborted === true || row.isSilent,
    })
    return (
      row.revision === state.revision &&
      row.feedback === feedback &&
      row.outcome === outcome.kind &&
      row.saveType === saveTypeOf(outcome) &&
      row.choice === (surveyChoiceValue ?? null)
    )
  })
}

function faultsOfBounces(rows: readonly Row[]): string[] {
  const settled = rows.filter(({ isSettled }) => isSettled)
  return [...Map.groupBy(settled, ({ customer }) => customer).values()].flatMap((theirs) => {
    const decided = decideBounces(
      theirs.map(({ id, created, outcome, subscription }) => ({
        id,
        createdAt: Number(created),
        isDecision: isDecision(outcome),
        subscriptionId: subscription,
      })),
    )
    return theirs
      .filter(({ id, winner }) => (decided.get(id) ?? null) !== winner)
      .map(
        ({ id, winner }) => `Session ${id} is bounced by ${winner}; by the rule it is by ${decided.get(id)}.`,
      )
  })
}

function faultsOfChanges(rows: readonly Row[]): string[] {
  return rows
    .filter(
      ({ sequence, changes }) => changes.join() !== Array.from({ length: sequence }, (_, i) => i + 1).join(),
    )
    .map(
      ({ id, sequence, changes }) =>
        `Session ${id} changed ${sequence} times; the change log has ${changes.join()}.`,
    )
}

/** What programs read is what is there: the list, and the counts by what a session ended with and why. */
async function faultsOfReaders(product: Product, rows: readonly Row[]): Promise<string[]> {
  const valid = rows.filter(({ isSettled, winner }) => isSettled && winner === null)
  const headers = { "x-ck-app": product.keys.appId, "x-ck-api-key": product.keys.dataKeyLive }
  const read = async <T>(path: string): Promise<T[]> => {
    const answer = await fetch(`${product.url}/v1/data/${path}`, { headers })
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T[]
  }
  const list = await read<{ _id: string }>("sessions?limit=10000")
  const found =
    list
      .map(({ _id }) => _id)
      .sort()
      .join() ===
    valid
      .map(({ id }) => id)
      .sort()
      .join()
      ? []
      : [`The list has ${list.length} sessions; there are ${valid.length}.`]
  for (const [breakdown, valueIn] of [
    ["saveType", ({ saveType }: Row) => saveType],
    ["response", ({ choice }: Row) => choice],
  ] as const) {
    const counted = await read<Record<string, string | number | null>>(
      `session-aggregation?breakdown=${breakdown}`,
    )
    const told = counted
      .map((row) => `${row[breakdown] ?? null}: ${row.count}`)
      .sort()
      .join(", ")
    const naive = [...Map.groupBy(valid, valueIn)]
      .map(([value, theirs]) => `${value}: ${theirs.length}`)
      .sort()
      .join(", ")
    if (told !== naive) found.push(`By ${breakdown} it counts ${told}; there are ${naive}.`)
  }
  return found
}
