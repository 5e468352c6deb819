import { offerLabels, offerWord, readableText, shorten, valueLabel } from "@holdfast/protocol"
import type { Figures, OutcomeRow, Rate } from "@holdfast/protocol/dashboard"
import {
  amountsToTell,
  type Choice,
  type Choices,
  fewWords,
  type GoalFigure,
  goalNote,
  goalPhrase,
  intervalPhrase,
  monthlyMoney,
  movedCount,
  movedRate,
  percent,
  type StandingGoal,
  valueForGoal,
} from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import { filterOfView, type ViewSessions } from "../../saved-view/view-sessions.ts"
import { listTexts } from "../list-texts.ts"
import { readPanels } from "../read-insights.ts"
import { biggestMover, type Mover, type WatchedRate } from "./biggest-mover.ts"

/** What a weekly mail says, before it is put into words. */
export interface DigestFigures {
  asOf: Date
  now: Figures
  before: Figures | null
  /** Of the figures of the mail. */
  goals: StandingGoal[]
  outcomes: ShareLine[]
  reasons: ShareLine[]
  mover: Mover | null
  texts: DigestText[]
}

export interface ShareLine {
  name: string
  share: Rate
  moved: string | null
  choices: Choices
}

interface NamedShare extends Omit<ShareLine, "moved"> {
  before: Rate | null
}

/** What a customer wrote, without who they are. */
export interface DigestText {
  sessionId: string
  /** The answer in the survey. */
  reason: string | null
  question: string | null
  text: string
}

export interface DigestQuestion {
  workspaceId: string
  sessions: ViewSessions
  span: { from: Date; to: Date }
  /** Of the workspace: the week before is found by it, as on the page. */
  timeZone: string
}

const mostReasons = 5
const mostTexts = 3
const longestText = 400
/** Bytes; three texts are no more. */
const heaviestTexts = 1024 * 1024

/** The figures of a week, from the panels of the page. */
export async function readDigest(
  db: Db,
  { workspaceId, sessions, span, timeZone }: DigestQuestion,
): Promise<DigestFigures> {
  const filter = { ...filterOfView(workspaceId, sessions), ...span }
  const question = { filter, comparison: "previous", timeZone } as const
  const panels = await readPanels(db, question, ["summary", "outcomes", "reasons", "offers", "goals"])
  const { now, before } = panels.summary.headline
  const outcomes = panels.outcomes.map(
    (row): NamedShare => ({
      ...{ name: valueLabel("saveType", row.saveType), share: row.share, before: row.before },
      choices: endedSo(row),
    }),
  )
  const reasons = panels.reasons.rows.map(
    ({ reason, name, share, shareBefore }): NamedShare => ({
      ...{
        name: readableText(name) ?? reason,
        share,
        before: shareBefore,
        choices: [only("reason", reason)],
      },
    }),
  )
  const offers = panels.offers.map(({ guid, name, offerType, acceptance, acceptanceBefore }) => ({
    name: `Acceptance of ${guid === null ? `offers of the kind ${offerLabels[offerType]}` : `“${readableText(name) ?? guid}”`}`,
    ...{ now: acceptance, before: acceptanceBefore },
    choices: [only("offers", offerWord("accepted", guid ?? offerType))],
  }))
  const watched: WatchedRate[] = [
    {
      name: "Save rate",
      now: now.saveRate,
      before: before?.saveRate ?? null,
      choices: [without("outcome", "canceled")],
    },
    {
      ...{ name: "Offer save rate", now: now.offerSaveRate, before: before?.offerSaveRate ?? null },
      choices: [only("outcome", "saved")],
    },
    // the share of cancelled is the save rate, told the other way round
    ...outcomes
      .slice(outcomes[0]?.name === valueLabel("saveType", null) ? 1 : 0)
      .map(({ share, ...row }) => ({ ...row, now: share })),
    ...reasons.map(({ share, name, ...row }) => ({ ...row, name: `Reason “${name}”`, now: share })),
    ...offers,
  ]
  const line = ({ name, share, before, choices }: NamedShare): ShareLine => ({
    ...{ name, share, choices, moved: movedRate(share, before)?.text ?? null },
  })
  return {
    ...{ asOf: new Date(panels.asOf), now, before, goals: panels.goals.list },
    outcomes: outcomes.filter(({ share }) => share.count > 0).map(line),
    reasons: reasons
      .filter(({ share }) => share.count > 0)
      .slice(0, mostReasons)
      .map(line),
    mover: biggestMover(watched),
    texts: await readTexts(db, filter),
  }
}

async function readTexts(db: Db, filter: Parameters<typeof listTexts>[1]): Promise<DigestText[]> {
  const rows = await listTexts(db, filter, null, mostTexts, heaviestTexts)
  return rows.flatMap((row) => {
    const text = readableText(row.feedback) ?? readableText(row.followup_response)
    if (text === null) return []
    const isFeedback = readableText(row.feedback) !== null
    return [
      {
        sessionId: row.id,
        reason: readableText(row.survey_choice_value),
        question: isFeedback ? null : readableText(row.followup_question),
        text: shorten(text, longestText),
      },
    ]
  })
}

const only = (dimension: Choice["dimension"], value: string | null): Choice => ({
  ...{ dimension, value, isExcluded: false },
})
const without = (dimension: Choice["dimension"], value: string | null): Choice => ({
  ...{ dimension, value, isExcluded: true },
})

/** As the page narrows its list for an outcome. */
const endedSo = ({ outcome, saveType }: OutcomeRow): Choices =>
  outcome === "saved" ? [only("outcome", "saved"), only("saveType", saveType)] : [only("outcome", outcome)]

/** A figure of the headline. */
export interface HeadlineLine {
  name: string
  says: string
  aside: string | null
  moved: string | null
  /** How it stands to its goal. */
  goal: string | null
  choices: Choices
}

/** The headline as the page says it, with the same words and links. */
export function headlineOf({
  now,
  before,
  goals,
  asOf,
}: Pick<DigestFigures, "now" | "before" | "goals" | "asOf">): HeadlineLine[] {
  const goalWords = (figure: GoalFigure, currency: string | null = null): string | null => {
    const goal = goals.find((each) => each.figure === figure && each.currency === currency)
    if (!goal) return null
    const [value, at] = [valueForGoal(goal, now), asOf.toISOString()]
    return goalPhrase(goal, value, at) ?? goalNote(goal, value, at)
  }
  const count = (name: string, of: "sessions" | "saved" | "canceled", choices: Choices): HeadlineLine => ({
    ...{ name, says: digits.format(now[of]), aside: null, goal: goalWords(of), choices },
    moved: movedCount(now[of], before?.[of])?.text ?? null,
  })
  const rate = (name: string, of: "saveRate" | "offerSaveRate", choices: Choices): HeadlineLine => ({
    ...{ name, says: percent(now[of].rate) ?? "–", choices },
    aside: rateAside(now[of]),
    goal: goalWords(of),
    moved: movedRate(now[of], before?.[of])?.text ?? null,
  })
  const money = (name: string, of: "kept" | "lost", choices: Choices): HeadlineLine[] =>
    amountsToTell(now.value, of, goals).map(({ currency, minor }) => ({
      ...{ name, says: monthlyMoney(minor, currency), aside: null, moved: null },
      goal: goalWords(of, currency),
      choices: [...choices, only("currency", currency), only("priced", "true")],
    }))
  const saved = [without("outcome", "canceled")]
  return [
    count("Sessions", "sessions", []),
    rate("Save rate", "saveRate", saved),
    rate("Offer save rate", "offerSaveRate", [only("outcome", "saved")]),
    count("Saved by an offer", "saved", [only("outcome", "saved")]),
    count("Cancelled", "canceled", [only("outcome", "canceled")]),
    ...money("Kept a month", "kept", saved),
    ...money("Lost a month", "lost", [only("outcome", "canceled")]),
  ]
}

const digits = new Intl.NumberFormat("en-US")

/** `45.9–51.5%`, or that there are too few to tell. */
function rateAside(rate: Rate): string | null {
  const likely = intervalPhrase(rate)
  return fewWords(rate.of) ?? (likely && `Likely ${likely}`)
}
