import { expect, test } from "vitest"
import { aFlow } from "../run/run-fixtures.ts"
import { answer } from "../run/run-moves.ts"
import { startRun } from "../run/run-state.ts"
import type { Letter } from "../wire/letter.ts"
import { languageOf } from "../words/index.ts"
import type { CurrentRun } from "./current-run.ts"
import { openReporter } from "./reporter.ts"

function setUp(isRecorded = true) {
  const run: CurrentRun = {
    id: "run-1",
    startedAt: 5,
    caller: { app: "abc", customerId: "cus_1" },
    detectedLang: "en-GB",
    overriddenLang: "fr",
    degraded: null,
    state: startRun(aFlow, 0, null),
    clicks: 0,
    setting: {
      language: languageOf("fr", {}, {}, "en", "fr"),
      contentLang: "en",
      snapshot: null,
      brandImage: null,
      script: null,
    },
  }
  const posted: Letter[] = []
  const held: Letter[] = []
  const letters = {
    post: (letter: Letter) => posted.push(letter),
    hold: (letter: Letter) => held.push(letter),
  }
  const reporter = openReporter(run, letters, isRecorded)
  reporter.mute(false)
  return { run, posted, held, reporter }
}

test("a report is the whole session as it stands, and says who asks", () => {
  const { run, posted, reporter } = setUp()
  run.state = answer(run.state, { choiceGuid: "expensive" })
  reporter.report("aborted")
  expect(posted).toEqual([
    {
      id: "report:run-1",
      path: "/v1/flow/report",
      revision: 1,
      at: expect.any(Number),
      body: {
        app: "abc",
        customerId: "cus_1",
        run: "run-1",
        startedAt: 5,
        sentAt: posted[0]?.at,
        revision: 1,
        session: {
          ...reporter.facts("aborted"),
          // the visit ends at the moment of the report
          stepsViewed: expect.any(Array),
          surveyChoiceValue: "Too expensive",
          aborted: true,
          detectedLang: "en-GB",
          overriddenLang: "fr",
          uiLang: "fr",
          contentLang: "en",
          displayLang: "fr",
          lang: "fr",
          langMismatch: false,
        },
      },
    },
  ])
})

test("the revision rises with every report, whichever way it goes", () => {
  const { posted, held, reporter } = setUp()
  reporter.report(null)
  reporter.leave("aborted")
  reporter.report(null)
  expect([posted.map(({ revision }) => revision), held.map(({ revision }) => revision)]).toEqual([
    [1, 3],
    [2],
  ])
})

test("nothing is reported of a run that is not recorded, nor while it is mute; the facts are there all the same", () => {
  const unrecorded = setUp(false)
  unrecorded.reporter.report(null)
  unrecorded.reporter.leave(null)
  const { posted, held, reporter } = setUp()
  reporter.report(null)
  reporter.mute(true)
  reporter.report(null)
  reporter.leave(null)
  expect([unrecorded.posted, unrecorded.held, posted.length, held]).toEqual([[], [], 1, []])
  expect(reporter.facts(null)).toMatchObject({ blueprintId: "blueprint-1", canceled: false })
})
