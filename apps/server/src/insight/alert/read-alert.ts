import { majorUnits, readableText, valueLabel } from "@holdfast/protocol"
import {
  type AlertWatch,
  alertFigureNames,
  type Choices,
  type Figures,
  intervalPhrase,
  monthlyMoney,
  type OutcomeRow,
  percent,
  type Rate,
  type ReasonRow,
} from "@holdfast/protocol/dashboard"
import { newcombeInterval } from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { readPanels } from "../read-insights.ts"
import type { AlertVerdict } from "./judge-alert.ts"

export interface AlertReading {
  verdict: AlertVerdict
  /** A sentence. */
  says: string
  /** The sessions that the figure counts. */
  choices: Choices
}

/** What an alert watches. */
export interface Watched {
  watch: AlertWatch
  leastSample: number
}

/** Reads the figure of an alert from the panels of the page. @param timeZone of the workspace */
export async function readAlert(
  db: Db,
  filter: SessionFilter,
  timeZone: string,
  watched: Watched,
): Promise<AlertReading> {
  const question = { filter, comparison: "previous", timeZone } as const
  const { summary, outcomes, reasons } = await readPanels(db, question, ["summary", "outcomes", "reasons"])
  const { now, before } = summary.headline
  const { watch, leastSample } = watched
  if (watch.kind === "level") return readLevel(now, before, watch, leastSample)
  return readMix(
    watch.of === "reason" ? reasons.rows.map(shareOfReason) : outcomes.map(shareOfOutcome),
    watch,
    leastSample,
  )
}

type Level = Extract<AlertWatch, { kind: "level" }>

/** A rate as it stands has the sample of its own; a number of sessions may be small because that is what is told. */
export function readLevel(
  now: Figures,
  before: Figures | null,
  watch: Level,
  leastSample: number,
): AlertReading {
  const { figure, direction, level } = watch
  const { value, says, sample } = figureOf(now, before, watch)
  const verdict =
    value === null || sample < leastSample
      ? "unknown"
      : (direction === "above" ? value > level : value < level)
        ? "beyond"
        : "within"
  const few = sample < leastSample ? ` Of ${sample} sessions: too few to tell.` : ""
  return { verdict, says: `${alertFigureNames[figure]}: ${says}.${few}`, choices: choicesOf(watch) }
}

function figureOf(
  now: Figures,
  before: Figures | null,
  { figure, currency }: Level,
): { value: number | null; says: string; sample: number } {
  switch (figure) {
    case "saveRate":
    case "offerSaveRate": {
      const { rate, of, ...ends } = now[figure]
      const likely = intervalPhrase(ends)
      const says = `${percent(rate) ?? "–"}${likely ? `, likely ${likely}` : ""}`
      return { value: rate === null ? null : rate * 100, says, sample: of }
    }
    case "sessions":
      return {
        value: now.sessions,
        says: String(now.sessions),
        sample: Math.max(now.sessions, before?.sessions ?? 0),
      }
    case "canceled":
      return { value: now.canceled, says: String(now.canceled), sample: now.sessions }
    case "lost": {
      const code = currency ?? ""
      const lost = now.value.find((each) => each.currency === code)?.lost ?? 0
      return { value: majorUnits(lost, code), says: monthlyMoney(lost, code), sample: now.sessions }
    }
  }
}

function choicesOf({ figure, currency }: Level): Choices {
  const only = (dimension: "outcome" | "currency" | "priced", value: string | null) => ({
    ...{ dimension, value, isExcluded: false },
  })
  if (figure === "saveRate") return [{ dimension: "outcome", value: "canceled", isExcluded: true }]
  if (figure === "offerSaveRate") return [only("outcome", "saved")]
  if (figure === "canceled") return [only("outcome", "canceled")]
  if (figure === "lost")
    return [only("outcome", "canceled"), only("currency", currency), only("priced", "true")]
  return []
}

interface NamedShare {
  name: string
  now: Rate
  before: Rate | null
  choices: Choices
}

const shareOfReason = ({ reason, name, share, shareBefore }: ReasonRow): NamedShare => ({
  ...{ name: `“${readableText(name) ?? reason}”`, now: share, before: shareBefore },
  choices: [{ dimension: "reason", value: reason, isExcluded: false }],
})

const shareOfOutcome = ({ outcome, saveType, share, before }: OutcomeRow): NamedShare => ({
  ...{ name: valueLabel("saveType", saveType), now: share, before },
  choices: [
    { dimension: "outcome", value: outcome, isExcluded: false },
    ...(outcome === "saved" ? [{ dimension: "saveType" as const, value: saveType, isExcluded: false }] : []),
  ],
})

type Mix = Extract<AlertWatch, { kind: "mix" }>

/** The share that moved most. Of many shares one leaves its interval by chance, so the intervals hold for all together (Bonferroni). */
export function readMix(
  shares: readonly NamedShare[],
  { of, points }: Mix,
  leastSample: number,
): AlertReading {
  const told = shares.flatMap(({ before, ...share }) =>
    before && share.now.of >= leastSample && before.of >= leastSample ? [{ ...share, before }] : [],
  )
  if (told.length === 0) return { verdict: "unknown", says: "Too few sessions to tell.", choices: [] }
  const confidence = 1 - 0.05 / told.length
  const moved = told
    .map((share) => ({ ...share, ...newcombeInterval(share.now, share.before, confidence) }))
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
  const beyond = moved.find(
    ({ difference, low, high }) => Math.abs(difference) * 100 > points && (low > 0 || high < 0),
  )
  const most = beyond ?? moved[0]
  if (!most) return { verdict: "unknown", says: "Too few sessions to tell.", choices: [] }
  const far = (Math.abs(most.difference) * 100).toFixed(1)
  const what = of === "reason" ? "Reason" : "Outcome"
  const says = `${what} ${most.name}: ${percent(most.before.rate)} before, ${percent(most.now.rate)} now, ${most.difference < 0 ? "down" : "up"} ${far} points.`
  return { verdict: beyond ? "beyond" : "within", says, choices: most.choices }
}
