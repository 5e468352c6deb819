import type { Insights } from "@holdfast/protocol/dashboard"
import type { PublishedFlow } from "../apps/server/src/insight/published-flows.ts"
import type { DuckRow } from "./duck.ts"
import { type Facts, tellInto } from "./facts.ts"
import type { DuckAnswers } from "./insight-duck.ts"
import { tellHeld, tellRate } from "./insight-facts.ts"
import { type DuckPanelName, ownWords, splitBy } from "./insight-questions.ts"

type Tell = ReturnType<typeof tellInto>

/** What is known beside DuckDB's rows. */
interface Known {
  flows: readonly PublishedFlow[]
  /** The server's answer: how it groups what has too many values, which is no figure. */
  answer: Partial<Insights>
}

/** What DuckDB's rows say of each panel, under the names of `factsOf`. */
export function duckFactsOf(answers: DuckAnswers, panels: readonly DuckPanelName[], known: Known): Facts {
  const facts: Facts = new Map()
  for (const panel of panels) {
    const add = tellInto(facts)
    const tell: Tell = (value, ...name) =>
      name[0] === "money" ? add(value, "money", panel, ...name.slice(1)) : add(value, panel, ...name)
    tellers[panel]((question) => answers[`${panel} ${question}`] ?? [], tell, known)
  }
  return facts
}

type Rows = (question: string) => readonly DuckRow[]

const tellers: Readonly<Record<DuckPanelName, (rows: Rows, tell: Tell, known: Known) => void>> = {
  summary(rows, tell) {
    for (const when of ["now", "before"])
      for (const [outcome, verified, currency, count, value, unpriced] of rows(when)) {
        tell(count, when, "sessions")
        tell(count, when, outcome)
        tellRate(rate(count, outcome !== "canceled"), tell, when, "save rate")
        if (outcome !== "abandoned") tellRate(rate(count, outcome === "saved"), tell, when, "offer save rate")
        if (verified === false) tell(count, when, "unverified")
        tell(unpriced, when, "unpriced")
        tell(value, "money", when, currency, outcome === "canceled" ? "lost" : "kept")
      }
    for (const days of ["7", "30", "90"])
      for (const [outcome, count] of rows(days))
        tellRate(rate(count, outcome !== "canceled"), tell, "recent", days)
    for (const [outcome, bounced, count] of rows("all")) {
      tell(count, "all")
      if (outcome === "open") tell(count, "open")
      else tellRate(rate(count, outcome !== "canceled"), tell, "without rule")
      if (bounced === true) tell(count, "bounced")
    }
  },
  overTime(rows, tell) {
    for (const when of ["now", "before"])
      for (const [label, outcome, saveType, count] of rows(when))
        tell(count, when, label, outcome === "saved" ? saveType : outcome)
  },
  outcomes(rows, tell) {
    const endOf = ([outcome, saveType]: DuckRow) => (outcome === "canceled" ? outcome : saveType)
    for (const row of rows("now")) {
      const [, , currency, count, value, unpriced] = row
      tell(count, endOf(row))
      tell(unpriced, endOf(row), "unpriced")
      tell(value, "money", endOf(row), currency)
    }
    for (const row of rows("before")) tell(row[3], endOf(row), "before")
  },
  offers(rows, tell, { answer: { offers } }) {
    for (const [word, outcome, currency, count, value] of rows("now")) {
      const { end, key } = readWord(word)
      tell(count, key, end)
      if (end === "accepted" && outcome !== "canceled") tell(value, "money", key, currency)
    }
    for (const [word, , count] of rows("before")) {
      const { end, key } = readWord(word)
      tellRate(rate(count, end === "accepted"), tell, key, "before")
    }
    for (const [word, version, count] of rows("versions")) {
      const { end, key } = readWord(word)
      tellRate(rate(count, end === "accepted"), tell, key, version)
    }
    for (const [word, followed, ended] of rows("aftermath"))
      tellRate({ count: Number(ended), of: Number(followed) }, tell, readWord(word).key, "ended later")
    const discounts = new Set(
      offers?.flatMap(({ offerType, guid }) => (offerType === "DISCOUNT" ? [guid ?? offerType] : [])),
    )
    for (const [word, currency, given] of rows("discountGiven"))
      if (discounts.has(readWord(word).key)) tell(given, readWord(word).key, "given", currency)
  },
  reasons(rows, tell, { flows, answer: { reasons } }) {
    const displayed = new Map<string, Set<unknown>>()
    for (const { id, choices } of flows)
      for (const { guid } of choices) displayed.set(guid, (displayed.get(guid) ?? new Set()).add(id))
    // of each reason among rows of `version, reason, value, count`
    const tellShares = (some: readonly DuckRow[], ...name: readonly unknown[]) => {
      for (const reason of new Set([...displayed.keys(), ...some.map((row) => String(row[1]))]))
        for (const [version, chosen, , count] of some)
          if (chosen === reason || displayed.get(reason)?.has(version))
            tellRate(
              rate(count, chosen === reason),
              tell,
              ...name.map((part) => (part === its ? reason : part)),
            )
    }
    for (const [reason, outcome, currency, count, value] of rows("ends")) {
      tellRate(rate(count, outcome !== "canceled"), tell, reason, "save rate")
      tell(value, "money", reason, currency, outcome === "canceled" ? "lost" : "kept")
    }
    tellShares(rows("byTime"), its, "share")
    tellShares(rows("before"), its, "before")
    for (const [label, some] of Map.groupBy(rows("byTime"), ([, , value]) => value))
      tellShares(some, its, label)
    for (const [, reason, , count] of rows("byTime"))
      tellRate(rate(count, reason === null), tell, "unanswered")
    for (const [reason, count] of rows("texts")) tell(count, reason, "texts")
    const plans = new Set(reasons?.byPlan.map(({ value }) => value))
    for (const [by, question, counts] of [
      ["plan", "byPlan", "plans"],
      ["age", "byAge", "ages"],
    ] as const) {
      // the largest plans are shown, and which of two equal ones is no figure
      const isShown = (value: unknown) => by === "age" || plans.has(value as string | null)
      for (const [value, count] of rows(counts)) if (isShown(value)) tell(count, by, value, "sessions")
      for (const [value, some] of Map.groupBy(rows(question), ([, , value]) => value))
        if (isShown(value)) tellShares(some, by, value, its)
    }
  },
  responseFlow(rows, tell) {
    const id = (column: string, value: unknown) =>
      value === ownWords ? `${column} own words` : value === null ? column : `${column}:${value}`
    for (const [reason, followup, outcome, currency, count, value] of rows("paths")) {
      const path = [id("reason", reason), id("followup", followup), id("outcome", outcome)]
      for (const node of path) tell(count, node)
      for (const [from, to] of [path.slice(0, 2), path.slice(1)]) {
        tell(count, from, "to", to)
        tell(value, "money", from, "to", to, currency)
      }
    }
  },
  cohorts(rows, tell, { answer: { cohorts } }) {
    const shown = new Set(
      cohorts?.plans.flatMap(({ planId, others }) => (others === undefined ? [planId] : [])),
    )
    for (const [planId, ageYears, of, canceled] of rows("cells"))
      tellRate(kept(of, canceled), tell, shown.has(planId as string | null) ? planId : "others", ageYears)
    const months = new Set(cohorts?.starts.map(({ month }) => month))
    const followed = Map.groupBy(rows("followed"), ([month]) => month)
    for (const [month, of, canceled] of rows("starts")) {
      if (!months.has(month as string | null)) continue
      tellRate(kept(of, canceled), tell, "since", month)
      const own = followed.get(month) ?? []
      if (own.length > 0) for (const each of heldOf(own)) tellHeld(each, tell, "since", month)
    }
  },
  held(rows, tell) {
    const followed = rows("followed")
    for (const [, days, , count] of followed) {
      tell(count, "saves")
      if (Number(days) >= 0) tell(count, "followed")
    }
    for (const [currency, invoices, paid] of rows("boosted")) {
      tell(invoices, "invoices", currency)
      tell(paid, "boosted", currency)
    }
    tell(rows("leftOutside")[0]?.[0], "left outside")
    for (const each of heldOf(followed)) tellHeld(each, tell)
    for (const { day, rate, atRisk, ended } of curveOf(followed)) {
      tell(rate, "rate on", day)
      tell(atRisk, "at risk on", day)
      tell(ended, "ended on", day)
    }
  },
  change(rows, tell, { answer: { change } }) {
    for (const when of ["now", "before"])
      for (const [, of, canceled] of rows(`trial ${when}`)) tellRate(kept(of, canceled), tell, when)
    for (const by of splitBy) {
      const [now, before] = [groupsOf(rows(`${by} now`)), groupsOf(rows(`${by} before`))]
      const isOwn = by === "segmentId" || by === "blueprintId"
      for (const [name, part] of Object.entries(partsOf(now, before, isOwn))) tell(part, by, name)
    }
    for (const { value, others } of change?.groups ?? [])
      if (others === undefined)
        for (const when of ["now", "before"]) {
          const found = rows(`${change?.by} ${when}`).find(([each]) => textOf(each) === value)
          tellRate(kept(found?.[1], found?.[2]), tell, change?.by, value, when)
        }
  },
  places(rows, tell, { answer: { places } }) {
    for (const [by, shown] of [
      ["language", places?.languages],
      ["region", places?.regions],
      ["cancelRule", places?.rules],
    ] as const)
      for (const [value, of, canceled, pressed, clicks, clicksOf, seconds, secondsOf] of rows(by)) {
        if (!shown?.some((row) => row.others === undefined && row.value === value)) continue
        tellRate(kept(of, canceled), tell, by, value)
        tellRate({ count: Number(pressed), of: Number(canceled) }, tell, by, value, "cancel now")
        for (const [what, ranks, count] of [
          ["clicks", clicks, clicksOf],
          ["seconds", seconds, secondsOf],
        ] as const) {
          if (count === 0) continue
          const [median, p90] = ranks as [number, number]
          for (const [name, figure] of Object.entries({ median, p90, of: count }))
            tell(figure, by, value, what, name)
        }
      }
  },
}

/** Stands in a name for the reason. */
const its = Symbol("reason")

const rate = (count: unknown, isIn: boolean) => ({ count: isIn ? Number(count) : 0, of: Number(count) })
const kept = (of: unknown, canceled: unknown) => ({
  count: Number(of ?? 0) - Number(canceled ?? 0),
  of: Number(of ?? 0),
})
const textOf = (value: unknown) => (value === null ? null : String(value))

function readWord(word: unknown): { end: string; key: string } {
  const [end = "", ...key] = String(word).split(":")
  return { end, key: key.join(":") }
}

/** The curve of Kaplan and Meier over rows of `month, days, ended, count`, up to where nobody is followed any more. */
function curveOf(rows: readonly DuckRow[]) {
  const curve: { day: number; rate: number; atRisk: number; ended: number }[] = []
  const all = rows
    .map(([, days, ended, count]) => ({ days: Number(days), ended, count: Number(count) }))
    .filter(({ days }) => days >= 0)
  for (let day = 0, rate = 1; day <= 90; day++) {
    const atRisk = sum(all.filter(({ days }) => days >= day))
    const ended = sum(all.filter((each) => each.ended && each.days === day))
    if (atRisk === 0 && (rate > 0 || all.length === 0)) break
    curve.push({ day, rate, atRisk, ended })
    if (atRisk > 0) rate = ended === atRisk ? 0 : rate * (1 - ended / atRisk)
  }
  return curve
}

function heldOf(rows: readonly DuckRow[]) {
  const curve = curveOf(rows)
  return ([30, 60, 90] as const).map((days) => ({
    days,
    rate: curve[days]?.rate ?? null,
    atRisk: curve[days]?.atRisk ?? 0,
    tooYoung: sum(
      rows
        .filter(([, followed, ended]) => ended === false && Number(followed) < days)
        .map(([, , , count]) => ({ count: Number(count) })),
    ),
  }))
}

const sum = (rows: readonly { count: number }[]) => rows.reduce((all, { count }) => all + count, 0)

type Groups = ReadonlyMap<unknown, { count: number; of: number }>
const groupsOf = (rows: readonly DuckRow[]): Groups =>
  new Map(rows.map(([value, of, canceled]) => [value, kept(of, canceled)]))

/**
 * Kitagawa's two parts of a change.
 * @param isOwn whether the company makes the groups: the customers of a new one would have had the rate of all
 */
function partsOf(now: Groups, before: Groups, isOwn: boolean): { mix: number; behaviour: number } {
  const allOf = (groups: Groups) => ({
    count: [...groups.values()].reduce((all, { count }) => all + count, 0),
    of: [...groups.values()].reduce((all, { of }) => all + of, 0),
  })
  const [all, allBefore] = [allOf(now), allOf(before)]
  let [mix, behaviour] = [0, 0]
  if (all.of === 0 || allBefore.of === 0) return { mix, behaviour }
  const mean = (all.count / all.of + allBefore.count / allBefore.of) / 2
  for (const value of new Set([...now.keys(), ...before.keys()])) {
    const [here, there] = [now.get(value), before.get(value)]
    const own = here ? here.count / here.of : null
    const ownBefore = there ? there.count / there.of : null
    const rate = own ?? (isOwn ? all.count / all.of : (ownBefore ?? 0))
    const rateBefore = ownBefore ?? (isOwn ? allBefore.count / allBefore.of : (own ?? 0))
    const [share, shareBefore] = [(here?.of ?? 0) / all.of, (there?.of ?? 0) / allBefore.of]
    mix += (share - shareBefore) * ((rate + rateBefore) / 2 - mean)
    behaviour += (rate - rateBefore) * ((share + shareBefore) / 2)
  }
  return { mix, behaviour }
}
