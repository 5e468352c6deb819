import type { SessionFacts } from "@holdfast/protocol"
import type { Prng } from "./prng.ts"
import type { Reason } from "./reasons.ts"

/** What an analysis of the feedback found, for the workspaces that have one. */

const emotions = ["angry", "confused", "grateful", "practical"] as const
const needs = ["ease", "need", "budget", "refund", "feature", "technical"] as const

const kinds: Readonly<Record<Reason, { type: string; category: string; need: (typeof needs)[number] }>> = {
  "too-expensive": { type: "complaint", category: "pricing", need: "budget" },
  "not-using": { type: "circumstance", category: "usage", need: "need" },
  "missing-features": { type: "request", category: "feature", need: "feature" },
  "technical-problems": { type: "complaint", category: "reliability", need: "technical" },
  switching: { type: "circumstance", category: "competition", need: "feature" },
  "project-over": { type: "circumstance", category: "usage", need: "need" },
  other: { type: "remark", category: "other", need: "ease" },
}

/** Shares that sum to one, leaning towards one of the names. */
function scores<T extends string>(names: readonly T[], leading: T, chance: Prng): Record<string, number> {
  const lead = 0.5 + chance.next() * 0.4
  const rest = (1 - lead) / (names.length - 1)
  return Object.fromEntries(
    names.map((name) => [name, Math.round((name === leading ? lead : rest) * 1000) / 1000]),
  )
}

/** @param endsAt epoch milliseconds */
export function analysis(
  feedback: string,
  reason: Reason,
  session: { id: string; endsAt: number; question: string },
  chance: Prng,
): SessionFacts {
  const { type, category, need } = kinds[reason]
  const isCross = reason === "technical-problems" || chance.chance(0.15)
  const mood = isCross ? "angry" : chance.pick(emotions)
  return {
    sentimentScores: {
      emotionA: scores(emotions, mood, chance),
      emotionB: scores(emotions, mood, chance),
      reasonA: scores(needs, need, chance),
      reasonB: scores(needs, need, chance),
      productA: scores(["negative", "positive"], isCross ? "negative" : "positive", chance),
      productB: scores(["negative", "recommend"], isCross ? "negative" : "recommend", chance),
      productC: scores(["poor", "great"], isCross ? "poor" : "great", chance),
      productD: scores(["hate", "like", "love", "dislike"], isCross ? "dislike" : "like", chance),
      reactivateA: scores(["negative", "reactivate"], isCross ? "negative" : "reactivate", chance),
      reactivateB: scores(["negative", "reactivate"], isCross ? "negative" : "reactivate", chance),
      subjectiveA: scores(["emotional", "reasonable"], isCross ? "emotional" : "reasonable", chance),
    },
    feedbackAnalysis: {
      question: session.question,
      response: feedback,
      sessionId: session.id,
      timestamp: new Date(session.endsAt).toISOString(),
      feedbackTypes: [{ type, category, explanation: `The customer speaks of ${category}.` }],
      feedbackAnalyzerVersion: "1",
    },
  }
}
