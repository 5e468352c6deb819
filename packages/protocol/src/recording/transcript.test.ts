import { expect, test } from "vitest"
import type { BlueprintContent } from "../flow/blueprint.ts"
import type { Move } from "./move.ts"
import { aChunk, aHead } from "./testing/a-recording.ts"
import { transcriptOfLog } from "./transcript-of-log.ts"
import { transcriptOfSession } from "./transcript-of-session.ts"

const copy = {
  header: "Stay for less, {{CUSTOMER_NAME.FIRST|friend}}",
  description: "",
  cta: "Yes",
  declineCta: "No",
}
const content = {
  steps: [
    {
      stepType: "SURVEY",
      guid: "survey",
      header: "Why do you leave?",
      description: "",
      survey: {
        randomize: false,
        choices: [
          {
            guid: "price",
            value: "Too expensive",
            followup: {
              question: "What would be right, {{CUSTOMER_NAME|you there}}?",
              options: [{ guid: "half", value: "Half of it", offer: null }],
            },
            offer: { offerType: "PAUSE", guid: "pause", copy, maxPauseLength: 3, pauseInterval: "MONTH" },
          },
        ],
      },
    },
    {
      ...{ stepType: "FREEFORM", guid: "feedback", header: "Anything else?", description: "" },
      freeform: { placeholder: "" },
    },
    {
      ...{ stepType: "CONFIRM", guid: "confirm", header: "Are you sure?", description: "" },
      confirm: { acknowledgement: false, acknowledgementText: "" },
    },
  ],
} as unknown as BlueprintContent

const said = (moves: Move[], facts = {}, missing: number[] = []) =>
  transcriptOfLog({ head: aHead, moves, missing }, { facts, content }).map(
    ({ at, kind, text }) => `${at} ${kind}: ${text}`,
  )

test("a log tells the whole story in words, with the offers, the answers and the waits", () => {
  expect(
    said(
      [
        [0, "screen", "survey"],
        [300, "pointer", 10, 10],
        [900, "choice", "price"],
        [1500, "followup", "half"],
        [2000, "screen", "survey:offer:price"],
        [14_600, "declined"],
        [14_700, "screen", "feedback"],
        [15_000, "typed", "feedback", 1],
        [15_100, "pointer", 4, 4],
        [15_200, "typed", "feedback", 12],
        [16_000, "missing", "minLength", "text", 20],
        [16_500, "visible", 0],
        [17_000, "visible", 1],
        [18_000, "screen", "survey:offer:price"],
        [19_000, "screen", "confirm"],
        [20_000, "acknowledged", 1],
        [21_000, "decision", "canceled"],
        [21_000, "handler", "handleCancel"],
        [21_000, "phase", "working", null, null],
        [22_000, "phase", "done", "Until soon", "arrived"],
        [23_000, "closed"],
      ],
      { feedback: "Sent in the end" },
    ),
  ).toEqual([
    "0 screen: Saw the survey “Why do you leave?”",
    "900 answer: Picked “Too expensive”",
    "1500 answer: Answered “What would be right, you there?” with “Half of it”",
    "2000 offer: Was offered a pause of up to 3 months “Stay for less, [First name]”",
    "2000 idle: Did nothing for 13 s",
    "14600 decision: Declined the offer",
    "14700 screen: Saw the question for feedback “Anything else?”",
    "15200 answer: Wrote 12 characters of feedback; sent: “Sent in the end”",
    "16000 fault: Was told what is missing: a longer answer",
    "16500 away: Went to another tab or window",
    "17000 away: Came back to the page",
    "18000 offer: Saw again a pause of up to 3 months “Stay for less, [First name]”",
    "19000 screen: Saw the confirmation “Are you sure?”",
    "20000 answer: Ticked the box",
    "21000 decision: Pressed the button that cancels",
    "21000 wait: Your own handleCancel ran",
    "21000 wait: Waited for an answer",
    "22000 decision: Saw that it is done: “Until soon”",
    "23000 end: Closed the flow",
  ])
})

test("a merge field that had a value stands by its name, and one that had none shows its fallback", () => {
  const offered = (mergeFields: string[] | null) => {
    const head = mergeFields && { ...aHead, mergeFields }
    const log = { head, moves: [[0, "screen", "survey:offer:price"]] as Move[], missing: [] }
    return transcriptOfLog(log, { facts: {}, content }).at(-1)?.text
  }
  const words = (title: string) => `Was offered a pause of up to 3 months “${title}”`
  expect(offered(["CUSTOMER_NAME.FIRST"])).toBe(words("Stay for less, [First name]"))
  expect(offered(["CUSTOMER_NAME"])).toBe(words("Stay for less, friend"))
  expect(offered([])).toBe(words("Stay for less, friend"))
  // without the first piece nobody knows
  expect(offered(null)).toBe(words("Stay for less, [First name]"))
})

test("what customers type stays as they typed it, braces and all", () => {
  const feedback = "I never was {{CUSTOMER_NAME.FIRST|there}}"
  expect(said([[0, "typed", "feedback", feedback.length]], { feedback })).toEqual([
    `0 answer: Wrote ${feedback.length} characters of feedback; sent: “${feedback}”`,
  ])
})

test("an offer that is taken is named; what is missing of a log is said first", () => {
  expect(
    said(
      [
        [0, "screen", "survey:offer:price"],
        [500, "decision", "accepted"],
      ],
      {},
      [0, 3],
    ),
  ).toEqual([
    "0 gap: 2 pieces of the log are missing",
    "0 offer: Was offered a pause of up to 3 months “Stay for less, [First name]”",
    "500 decision: Took a pause of up to 3 months",
  ])
})

test("every kind of move is read, of a version that nobody knows any more as well", () => {
  for (const known of [content, null]) {
    const lines = transcriptOfLog(
      { head: null, moves: aChunk.moves, missing: [] },
      { facts: {}, content: known },
    )
    expect(lines[0]?.text).toBe("The beginning of the log is missing")
    for (const { at, text } of lines) {
      expect(at).toBeGreaterThanOrEqual(0)
      expect(text).not.toMatch(/undefined|null|\[object/)
    }
  }
})

test("a session without a log is told in the same form, from its steps, offers and answers", () => {
  const startedAt = new Date("2026-11-01T12:00:00Z")
  const time = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000).toISOString()
  const facts = {
    canceled: true,
    surveyChoiceId: "price",
    surveyChoiceValue: "Too expensive",
    followupQuestion: "What would be right, Ada Lovelace?",
    followupResponse: "Half of it",
    feedback: "Good bye",
    stepsViewed: [
      { stepType: "SURVEY" as const, guid: "survey", start: time(0), end: time(4) },
      { stepType: "OFFER" as const, guid: "survey:offer:price", start: time(4), end: time(9) },
      { stepType: "FREEFORM" as const, guid: "feedback", start: time(9), end: time(15) },
      { stepType: "CONFIRM" as const, guid: "confirm", start: time(15), end: time(17) },
    ],
    presentedOffers: [
      {
        guid: "pause",
        offerType: "PAUSE" as const,
        surveyOffer: true,
        presentedAt: time(4),
        declinedAt: time(9),
      },
    ],
  }
  expect(
    transcriptOfSession({ facts, content }, startedAt).map(({ at, kind, text }) => `${at} ${kind}: ${text}`),
  ).toEqual([
    "0 screen: Saw the survey “Why do you leave?”",
    "4000 answer: Picked “Too expensive”",
    "4000 answer: Answered “What would be right, [Full name]?” with “Half of it”",
    "4000 offer: Was offered a pause of up to 3 months",
    "9000 decision: Declined the offer",
    "9000 screen: Saw the question for feedback “Anything else?”",
    "15000 answer: Wrote “Good bye”",
    "15000 screen: Saw the confirmation “Are you sure?”",
    "17000 decision: Pressed the button that cancels",
  ])
  expect(transcriptOfSession({ facts: { aborted: true }, content: null }, startedAt)).toEqual([
    { at: null, kind: "end", text: "Closed the flow" },
  ])
})
