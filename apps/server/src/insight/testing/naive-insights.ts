import { type Dimension, offerTypes } from "@holdfast/protocol"
import type { InsightUnit } from "@holdfast/protocol/dashboard"
import {
  detailOf,
  naiveMatches,
  naiveOfferWords,
  type Stored,
  timeLabel,
} from "../../session/testing/naive-sessions.ts"
import { naiveDimensions } from "../../testing/naive-filter.ts"
import type { InsightQuestion } from "../read-insights.ts"
import { byKey, near, plain } from "./figures-in.ts"
import { naiveCompared, naiveDayBefore, naiveLabels, naiveUnit } from "./naive-calendar.ts"
import { isKept, naiveChange } from "./naive-change.ts"
import { naiveBoosted, naiveCurve, naiveFollowed, naiveHeldRates, naiveLeftOutside } from "./naive-held.ts"
import { isPriced, naiveKeptAndLost, naiveMonthly } from "./naive-money.ts"
import { naiveReasons, naiveResponseFlow } from "./naive-reasons.ts"
import type { TroubledWorld } from "./troubled-world.ts"

type Some = readonly Stored[]

export const isValid = ({ outcome, bounced_by }: Stored) => outcome !== "open" && bounced_by == null
const valueBy = (by: Dimension) => (session: Stored) => naiveDimensions[by](session)
/** A share as it is compared. */
export const share = (some: Some, all: Some): string => `${some.length}/${all.length}`
const saveRate = (some: Some) => share(some.filter(isKept), some)
const endedSo = (some: Some, end: string) => some.filter(({ outcome }) => outcome === end)

/**
 * Every figure of the page, as `figuresIn` reads them, by a look at each session by itself. It shares nothing with what the
 * server counts by.
 * @param listed the sessions of the question's filter, as the list has them
 * @param by the dimension by which the answer splits the change
 */
export function naiveInsights(
  world: TroubledWorld,
  { filter, comparison, timeZone }: InsightQuestion,
  listed: Some,
  asOf: Date,
  by: string | null,
) {
  const { from, to = asOf } = filter
  const isSpan = from !== undefined && from < to
  const compared = isSpan && comparison ? naiveCompared({ from, to }, comparison, timeZone) : null
  const unit = isSpan ? naiveUnit(from, to) : "month"
  const now = listed.filter(isValid)
  const before =
    compared && naiveMatches(world.sessions, { ...filter, ...compared, upTo: undefined }).filter(isValid)
  const { workspaceId, mode } = filter
  const place = { workspaceId, mode }
  const ofPlace = naiveMatches(world.sessions, place)
  const first = from ?? ofPlace.at(-1)?.created_at
  const labels = first ? naiveLabels(first, to, unit, timeZone) : []
  const told = world.billing.workspaceId === workspaceId && world.billing.mode === mode ? world.billing : null
  const followed = (some: Some) =>
    some.filter(isKept).map((save) => naiveFollowed(save, world.sessions, told, asOf))
  const recent = (days: number) => {
    const since = naiveDayBefore(asOf, days - 1, timeZone)
    return naiveMatches(world.sessions, { ...filter, from: undefined, to: undefined, upTo: undefined })
      .filter(isValid)
      .filter(({ created_at }) => timeLabel(created_at, "day", timeZone) >= since)
  }
  const bounced = listed.filter(({ bounced_by }) => bounced_by != null)
  const open = endedSo(listed, "open")
  const figures = {
    compared: compared && { from: compared.from.toISOString(), to: compared.to.toISOString() },
    streamCount: listed.length,
    // no test runs in these worlds: a running one has its own test, ab-tests.db.test.ts
    abTests: [],
    headline: {
      now: figuresOf(now),
      before: before && figuresOf(before),
      recent: [7, 30, 90].map((days) => ({ days, saveRate: saveRate(recent(days)) })),
      outside: { open: open.length, bounced: bounced.length },
    },
    bounces: {
      bounced: bounced.length,
      saveRate: saveRate(now),
      withoutRule: saveRate(listed.filter(({ outcome }) => outcome !== "open")),
    },
    overTime: {
      unit,
      points: pointsOf(now, labels, unit, timeZone),
      before:
        compared &&
        before &&
        pointsOf(before, naiveLabels(compared.from, compared.to, unit, timeZone), unit, timeZone),
    },
    outcomes: outcomesOf(now, before),
    offers: offersOf(now, before),
    reasons: naiveReasons(world, place, now, before, (some) =>
      labels.map((label) => ({
        label,
        own: some.filter(({ created_at }) => timeLabel(created_at, unit, timeZone) === label),
      })),
    ),
    responseFlow: naiveResponseFlow(world, now),
    cohorts: cohortsOf(now, to < asOf ? new Date(to.getTime() - 1) : asOf, followed),
    held: {
      saves: now.filter(isKept).length,
      followed: followed(now).filter(({ days }) => days >= 0).length,
      rates: naiveHeldRates(followed(now)),
      curve: naiveCurve(followed(now)),
      missing: told ? null : "noBilling",
      boosted: told && naiveBoosted(now, told),
      leftOutside: told && naiveLeftOutside(told, world.sessions, from ?? new Date(0), to),
    },
    change: before && naiveChange(now, before, by),
    places: {
      languages: placesOf(now, "language"),
      regions: placesOf(now, "region"),
      rules: placesOf(now, "cancelRule"),
    },
  }
  return plain(figures, near)
}

const figuresOf = (valid: Some) => {
  const [saved, canceled] = [endedSo(valid, "saved"), endedSo(valid, "canceled")]
  return {
    ...{ sessions: valid.length, saved: saved.length, canceled: canceled.length },
    abandoned: endedSo(valid, "abandoned").length,
    saveRate: saveRate(valid),
    offerSaveRate: share(saved, [...saved, ...canceled]),
    value: naiveKeptAndLost(valid),
    unpriced: valid.filter((session) => !isPriced(session)).length,
    unverified: valid.filter(({ verified }) => !verified).length,
  }
}

const pointsOf = (valid: Some, labels: readonly string[], unit: InsightUnit, timeZone: string) =>
  labels.map((label) => {
    const own = valid.filter(({ created_at }) => timeLabel(created_at, unit, timeZone) === label)
    const took = (type: string) => endedSo(own, "saved").filter(({ save_type }) => save_type === type).length
    return {
      label,
      canceled: endedSo(own, "canceled").length,
      abandoned: endedSo(own, "abandoned").length,
      saved: Object.fromEntries(offerTypes.flatMap((type) => (took(type) > 0 ? [[type, took(type)]] : []))),
      saveRate: saveRate(own),
    }
  })

function outcomesOf(now: Some, before: Some | null) {
  const endOf = ({ outcome, save_type }: Stored) => [
    outcome,
    outcome === "canceled" ? null : (save_type ?? null),
  ]
  const keyOf = (session: Stored) => JSON.stringify(endOf(session))
  return Array.from(new Set([...now, ...(before ?? [])].map(keyOf)), (key) => {
    const [outcome, saveType] = JSON.parse(key)
    const own = now.filter((session) => keyOf(session) === key)
    return {
      ...{ key, outcome, saveType },
      share: share(own, now),
      before:
        before &&
        share(
          before.filter((session) => keyOf(session) === key),
          before,
        ),
      value: naiveMonthly(own),
      unpriced: own.filter((session) => !isPriced(session)).length,
    }
  })
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key: _, ...row }) => row)
}

function offersOf(now: Some, before: Some | null) {
  const wordsOf = new Map([...now, ...(before ?? [])].map((session) => [session, naiveOfferWords(session)]))
  const keys = new Set([...wordsOf.values()].flat().map((word) => word.replace(/^\w+:/, "")))
  const ended = (some: Some, end: string, key: string) =>
    some.filter((session) => wordsOf.get(session)?.includes(`${end}:${key}`))
  const shownOf = (some: Some, key: string) =>
    ["accepted", "declined", "ignored"].flatMap((end) => ended(some, end, key))
  const rows = Array.from(keys, (key) => {
    const [shown, accepted] = [shownOf(now, key), ended(now, "accepted", key)]
    const versions = Map.groupBy(shown, valueBy("blueprintId"))
    return {
      guid: key,
      ...{ shown: shown.length, accepted: accepted.length },
      declined: ended(now, "declined", key).length,
      ignored: ended(now, "ignored", key).length,
      acceptance: share(accepted, shown),
      acceptanceBefore: before && share(ended(before, "accepted", key), shownOf(before, key)),
      kept: naiveMonthly(accepted.filter(isKept)),
      versions: byKey(
        Array.from(versions, ([blueprintId, own]) => ({
          ...{ blueprintId, shown: own.length },
          accepted: ended(own, "accepted", key).length,
        })),
        ({ blueprintId }) => blueprintId,
      ),
    }
  })
  return byKey(rows, ({ guid }) => guid)
}

function cohortsOf(now: Some, end: Date, followed: (some: Some) => ReturnType<typeof naiveFollowed>[]) {
  const keyOf = (session: Stored) =>
    JSON.stringify([valueBy("ageYears")(session), valueBy("planId")(session)])
  const cells = Array.from(Map.groupBy(now, keyOf), ([key, own]) => {
    const [ageYears, planId] = JSON.parse(key)
    return { ageYears, planId, saveRate: saveRate(own) }
  })
  const last = end.toISOString().slice(0, 7)
  const first = `${Number(last.slice(0, 4)) - 2}${last.slice(4)}`
  const months = Array.from(Map.groupBy(now, valueBy("startMonth")), ([month, own]) => ({ month, own }))
    .filter(({ month }) => month === null || (month > first && month <= last))
    .sort((a, b) => ((a.month ?? "later") < (b.month ?? "later") ? -1 : 1))
  return {
    cells: byKey(cells, ({ ageYears, planId }) => [ageYears, planId]),
    starts: months.map(({ month, own }) => ({
      ...{ month, sessions: own.length, saveRate: saveRate(own) },
      held: own.some(isKept) ? naiveHeldRates(followed(own)) : null,
    })),
  }
}

function placesOf(now: Some, by: Dimension) {
  const rows = Array.from(Map.groupBy(now, valueBy(by)), ([value, own]) => {
    const canceled = endedSo(own, "canceled")
    return {
      ...{ value, saveRate: saveRate(own) },
      cancelNow: share(
        canceled.filter(({ used_click_to_cancel }) => used_click_to_cancel),
        canceled,
      ),
      clicks: effortOf(canceled, "clicks"),
      seconds: effortOf(canceled, "secondsToCancel"),
    }
  })
  return byKey(rows, ({ value }) => value)
}

/** The sorted values, and those at a half and at nine tenths of them. */
function effortOf(canceled: Some, name: "clicks" | "secondsToCancel") {
  const said = canceled
    .map((session) => detailOf(session)[name])
    .filter((value) => typeof value === "number")
    .sort((a, b) => a - b)
  if (said.length === 0) return null
  const at = (part: number) => said[Math.ceil(part * said.length) - 1]
  return { median: at(0.5), p90: at(0.9), of: said.length }
}
