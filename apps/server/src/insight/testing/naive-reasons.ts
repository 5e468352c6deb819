import type { Mode } from "@holdfast/protocol"
import { detailOf, naiveMatches, type Stored } from "../../session/testing/naive-sessions.ts"
import { naiveDimensions } from "../../testing/naive-filter.ts"
import { byKey } from "./figures-in.ts"
import { isKept } from "./naive-change.ts"
import { naiveKeptAndLost, naiveMonthly } from "./naive-money.ts"
import { published, type TroubledWorld } from "./troubled-world.ts"

type Some = readonly Stored[]

export const { reason: reasonOf } = naiveDimensions
const { planId: planOf, ageYears: ageOf } = naiveDimensions

const sawSurvey = (session: Stored) =>
  reasonOf(session) !== null ||
  (detailOf(session).stepsViewed ?? []).some(({ stepType }) => stepType === "SURVEY")

const isPublisher = ({ workspaceIds }: TroubledWorld, workspaceId: string) => workspaceId === workspaceIds[0]

/** An answer to a follow-up question that nobody could pick. */
export const hasOwnWords = (world: TroubledWorld, { followup_response: answer, workspace_id }: Stored) =>
  answer != null && answer !== "" && !(isPublisher(world, workspace_id) && answer === published.pickable)

/** Whom each reason was displayed to, session by session: decision 66. */
export function naiveReasons(
  world: TroubledWorld,
  place: { workspaceId: string; mode: Mode },
  now: Some,
  before: Some | null,
  byTime: (some: Some) => { label: string; own: Some }[],
) {
  const all = naiveMatches(world.sessions, place)
  const isHere = isPublisher(world, place.workspaceId)
  /** What was chosen in each version; null stands for none. */
  const chosenIn = Map.groupBy(all, ({ blueprint_id }) => blueprint_id ?? null)
  const chosen = new Map(
    Array.from(chosenIn, ([version, own]) => [version, new Set(own.map((session) => reasonOf(session)))]),
  )
  const wasDisplayed = (session: Stored, reason: string) => {
    if (reasonOf(session) === reason) return true
    if (!sawSurvey(session)) return false
    if (isHere && session.blueprint_id === published.id) return published.reasons.includes(reason)
    return chosen.get(session.blueprint_id ?? null)?.has(reason) ?? false
  }
  const shareOf = (some: Some, reason: string) =>
    `${some.filter((session) => reasonOf(session) === reason).length}/${some.filter((session) => wasDisplayed(session, reason)).length}`
  const isAny = (share: string | null) => share !== null && !share.endsWith("/0")
  const known = new Set([...(isHere ? published.reasons : []), ...all.map((session) => reasonOf(session))])
  const rows = [...known]
    .filter((reason) => reason !== null)
    .map((reason) => ({
      ...{ reason, share: shareOf(now, reason) },
      shareBefore: before && shareOf(before, reason),
    }))
    .filter(({ share, shareBefore }) => isAny(share) || isAny(shareBefore))
    .map((row) => {
      const own = now.filter((session) => reasonOf(session) === row.reason)
      return {
        ...row,
        saveRate: `${own.filter(isKept).length}/${own.length}`,
        value: naiveKeptAndLost(own),
        trend: byTime(now).map(({ label, own }) => ({ label, share: shareOf(own, row.reason) })),
        texts: own.filter((session) => session.feedback || hasOwnWords(world, session)).length,
      }
    })
  const breakdown = (valueIn: (session: Stored) => string | null) =>
    byKey(
      Array.from(Map.groupBy(now, valueIn), ([value, own]) => ({
        ...{ value, sessions: own.length },
        reasons: byKey(
          rows
            .map(({ reason }) => ({ reason, share: shareOf(own, reason) }))
            .filter(({ share }) => isAny(share)),
          ({ reason }) => reason,
        ),
      })),
      ({ value }) => value,
    )
  const saw = now.filter(sawSurvey)
  return {
    rows: byKey(rows, ({ reason }) => reason),
    unanswered: `${saw.filter((session) => reasonOf(session) === null).length}/${saw.length}`,
    byPlan: breakdown(planOf),
    byAge: breakdown(ageOf),
  }
}

/** From the reason over the follow-up to the outcome; answers in their own words are one node. */
export function naiveResponseFlow(world: TroubledWorld, now: Some) {
  const nodesOf = (session: Stored) => [
    JSON.stringify(["reason", [reasonOf(session)]]),
    JSON.stringify([
      "followup",
      hasOwnWords(world, session) ? "own words" : [session.followup_response ?? null],
    ]),
    JSON.stringify(["outcome", [session.outcome]]),
  ]
  const nodes = new Map<string, Stored[]>()
  const links = new Map<string, { from: string; to: string; own: Stored[] }>()
  for (const session of now) {
    const [reason = "", followup = "", outcome = ""] = nodesOf(session)
    for (const node of [reason, followup, outcome]) nodes.set(node, [...(nodes.get(node) ?? []), session])
    for (const [from, to] of [
      [reason, followup],
      [followup, outcome],
    ] as const) {
      const key = from + to
      links.set(key, { from, to, own: [...(links.get(key)?.own ?? []), session] })
    }
  }
  return {
    nodes: byKey(
      Array.from(nodes, ([node, own]) => ({ node, sessions: own.length })),
      ({ node }) => node,
    ),
    links: byKey(
      Array.from(links.values(), ({ from, to, own }) => ({
        ...{ from, to, sessions: own.length, value: naiveMonthly(own) },
      })),
      ({ from, to }) => [from, to],
    ),
  }
}
