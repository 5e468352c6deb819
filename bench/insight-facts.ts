import type { Figures, Insights, Rate } from "@holdfast/protocol/dashboard"
import { type Facts, tellInto } from "./facts.ts"
import type { DuckPanelName } from "./insight-questions.ts"

type Tell = ReturnType<typeof tellInto>
/** The parts of the page's answer that a panel is. */
type Answered = Partial<Insights>

/** What each panel of the page says, figure by figure; names of things and what has no figure are left out. */
export function factsOf(answer: Answered, panels: readonly DuckPanelName[]): Facts {
  const facts: Facts = new Map()
  for (const panel of panels) {
    const tell = tellInto(facts)
    tellers[panel](answer, (value, ...name) =>
      name[0] === "money" ? tell(value, "money", panel, ...name.slice(1)) : tell(value, panel, ...name),
    )
  }
  return facts
}

const tellers: Readonly<Record<DuckPanelName, (answer: Answered, tell: Tell) => void>> = {
  summary({ headline, bounces, streamCount }, tell) {
    if (!headline || !bounces) throw new Error("The answer has no headline")
    tellFigures(headline.now, tell, "now")
    if (headline.before) tellFigures(headline.before, tell, "before")
    for (const { days, saveRate } of headline.recent) tellRate(saveRate, tell, "recent", days)
    tell(headline.outside.open, "open")
    tell(headline.outside.bounced, "bounced")
    tell(streamCount, "all")
    tellRate(bounces.withoutRule, tell, "without rule")
  },
  overTime({ overTime }, tell) {
    for (const [when, points] of [
      ["now", overTime?.points],
      ["before", overTime?.before],
    ] as const)
      for (const { label, canceled, abandoned, saved } of points ?? []) {
        tell(canceled, when, label, "canceled")
        tell(abandoned, when, label, "abandoned")
        for (const [type, count] of Object.entries(saved)) tell(count, when, label, type)
      }
  },
  outcomes({ outcomes }, tell) {
    for (const { outcome, saveType, share, before, value, unpriced } of outcomes ?? []) {
      const end = saveType ?? outcome
      tell(share.count, end)
      tell(before?.count, end, "before")
      tell(unpriced, end, "unpriced")
      for (const { currency, minor } of value) tell(minor, "money", end, currency)
    }
  },
  offers({ offers }, tell) {
    for (const row of offers ?? []) {
      const key = row.guid ?? row.offerType
      for (const end of ["accepted", "declined", "ignored"] as const) tell(row[end], key, end)
      tellRate(row.acceptanceBefore, tell, key, "before")
      for (const { currency, minor } of row.kept) tell(minor, "money", key, currency)
      for (const { currency, minor } of row.discountGiven ?? []) tell(minor, key, "given", currency)
      tellRate(row.endedLater, tell, key, "ended later")
      for (const { blueprintId, shown, accepted } of row.versions)
        tellRate({ count: accepted, of: shown }, tell, key, blueprintId)
    }
  },
  reasons({ reasons }, tell) {
    for (const { reason, share, shareBefore, saveRate, value, trend, texts } of reasons?.rows ?? []) {
      tellRate(share, tell, reason, "share")
      tellRate(shareBefore, tell, reason, "before")
      tellRate(saveRate, tell, reason, "save rate")
      for (const { currency, kept, lost } of value) {
        tell(kept, "money", reason, currency, "kept")
        tell(lost, "money", reason, currency, "lost")
      }
      for (const { label, share } of trend) tellRate(share, tell, reason, label)
      tell(texts, reason, "texts")
    }
    tellRate(reasons?.unanswered, tell, "unanswered")
    for (const [by, breakdown] of [
      ["plan", reasons?.byPlan],
      ["age", reasons?.byAge],
    ] as const)
      for (const { value, sessions, reasons } of breakdown ?? []) {
        tell(sessions, by, value, "sessions")
        for (const { reason, share } of reasons) tellRate(share, tell, by, value, reason)
      }
  },
  responseFlow({ responseFlow }, tell) {
    for (const { id, sessions } of responseFlow?.nodes ?? []) tell(sessions, id)
    for (const { from, to, sessions, value } of responseFlow?.links ?? []) {
      tell(sessions, from, "to", to)
      for (const { currency, minor } of value) tell(minor, "money", from, "to", to, currency)
    }
  },
  cohorts({ cohorts }, tell) {
    for (const { planId, others, ageYears, saveRate } of cohorts?.cells ?? [])
      tellRate(saveRate, tell, others === undefined ? planId : "others", ageYears)
    for (const { month, saveRate, held } of cohorts?.starts ?? []) {
      tellRate(saveRate, tell, "since", month)
      for (const each of held ?? []) tellHeld(each, tell, "since", month)
    }
  },
  held({ held }, tell) {
    if (!held) throw new Error("The answer does not say who is held")
    tell(held.saves, "saves")
    tell(held.followed, "followed")
    for (const each of held.rates) tellHeld(each, tell)
    for (const { currency, minor, invoices } of held.boosted ?? []) {
      tell(minor, "boosted", currency)
      tell(invoices, "invoices", currency)
    }
    tell(held.leftOutside, "left outside")
    for (const { day, rate, atRisk, ended } of held.curve) {
      tell(rate, "rate on", day)
      tell(atRisk, "at risk on", day)
      tell(ended, "ended on", day)
    }
  },
  change({ change }, tell) {
    if (!change) throw new Error("The answer has no change")
    tellRate(change.now, tell, "now")
    tellRate(change.before, tell, "before")
    for (const { by, mix, behaviour } of change.explained) {
      tell(mix, by, "mix")
      tell(behaviour, by, "behaviour")
    }
    for (const { value, others, now, before } of change.groups) {
      if (others !== undefined) continue
      tellRate(now, tell, change.by, value, "now")
      tellRate(before, tell, change.by, value, "before")
    }
  },
  places({ places }, tell) {
    for (const [by, rows] of [
      ["language", places?.languages],
      ["region", places?.regions],
      ["cancelRule", places?.rules],
    ] as const)
      for (const { value, others, saveRate, cancelNow, clicks, seconds } of rows ?? []) {
        if (others !== undefined) continue
        tellRate(saveRate, tell, by, value)
        tellRate(cancelNow, tell, by, value, "cancel now")
        for (const [what, effort] of Object.entries({ clicks, seconds }))
          for (const [name, figure] of Object.entries(effort ?? {})) tell(figure, by, value, what, name)
      }
  },
}

function tellFigures(figures: Figures, tell: Tell, when: string): void {
  for (const name of ["sessions", "saved", "canceled", "abandoned", "unpriced", "unverified"] as const)
    tell(figures[name], when, name)
  tellRate(figures.saveRate, tell, when, "save rate")
  tellRate(figures.offerSaveRate, tell, when, "offer save rate")
  for (const { currency, kept, lost } of figures.value) {
    tell(kept, "money", when, currency, "kept")
    tell(lost, "money", when, currency, "lost")
  }
}

/** A rate is its two numbers. */
export function tellRate(
  rate: Pick<Rate, "count" | "of"> | null | undefined,
  tell: Tell,
  ...name: readonly unknown[]
): void {
  tell(rate?.count, ...name, "count")
  tell(rate?.of, ...name, "of")
}

export function tellHeld(
  {
    days,
    rate,
    atRisk,
    tooYoung,
  }: Pick<Insights["held"]["rates"][number], "days" | "rate" | "atRisk" | "tooYoung">,
  tell: Tell,
  ...name: readonly unknown[]
): void {
  tell(rate, ...name, "held", days)
  tell(atRisk, ...name, "at risk", days)
  tell(tooYoung, ...name, "too young", days)
}
