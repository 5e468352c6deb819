import type { BlueprintContent, Offer, SurveyChoice } from "@holdfast/protocol/flow"
import { choice, confirm, followUp, freeform, survey } from "../flow/flow-parts.ts"
import { demoContent } from "./demo-content.ts"
import { offers } from "./demo-offers.ts"

/** The demo workspace's Primary Flow as it grew: each version is what the one before taught the merchant. */

const switching = (offer: Offer | null): SurveyChoice =>
  choice("switching", "I found an alternative", {
    offer,
    followup: followUp(
      "switching",
      "What does it do better?",
      ["It costs less", "It has features I need", "My team already uses it"],
      "Something else",
    ),
  })

const technicalProblems = (): SurveyChoice =>
  choice("technical-problems", "Technical problems", {
    followup: followUp(
      "technical-problems",
      "Where did it go wrong?",
      ["It was slow", "Something did not work", "I could not sign in"],
      "Tell us what happened",
    ),
    offer: offers.contact(),
  })

const missingFeatures = (offer: Offer | null = null): SurveyChoice =>
  choice("missing-features", "Missing features", {
    offer,
    followup: followUp("missing-features", "What were you missing?", [], "Tell us in your own words"),
  })

const notUsing = (): SurveyChoice =>
  choice("not-using", "I am not using it enough", {
    followup: followUp(
      "not-using",
      "What got in the way?",
      ["I did not find the time", "My project is on hold", "I was not sure where to start"],
      null,
    ),
    offer: offers.pause(3),
  })

/** Questions only: nothing is offered but a small discount. */
const first = (): BlueprintContent =>
  demoContent(
    [
      survey("Why do you want to cancel?", [
        choice("too-expensive", "Too expensive", { offer: offers.discount(20, 3) }),
        choice("not-using", "I am not using it enough"),
        choice("missing-features", "Missing features"),
        choice("technical-problems", "Technical problems"),
        choice("switching", "I found an alternative"),
        choice("other", "Something else"),
      ]),
      freeform("What could we have done better?"),
      confirm(),
    ],
    { discount: 30, pause: null },
  )

/** Adds the pause and the follow-up questions. */
const second = (): BlueprintContent =>
  demoContent([
    survey("What makes you want to cancel?", [
      choice("too-expensive", "Too expensive", { offer: offers.discount(20, 3) }),
      notUsing(),
      missingFeatures(),
      technicalProblems(),
      choice("switching", "I found an alternative"),
      choice("project-over", "I only needed it for a while"),
      choice("other", "Something else"),
    ]),
    freeform("What could we have done better?"),
    confirm(),
  ])

/** @param answers what is offered to whom the others before were offered nothing */
const later = (answers: { missing: Offer | null; switching: Offer | null }): BlueprintContent =>
  demoContent([
    survey(
      "What makes you want to cancel?",
      [
        choice("too-expensive", "Too expensive", {
          followup: followUp(
            "too-expensive",
            "What would have made it worth it?",
            ["A lower price", "A plan with less in it", "Paying only when I use it"],
            "Something else",
          ),
          offer: offers.discount(30, 3),
        }),
        notUsing(),
        missingFeatures(answers.missing),
        technicalProblems(),
        switching(answers.switching),
        choice("project-over", "I only needed it for a while", { offer: offers.archive() }),
        choice("other", "Something else"),
      ],
      true,
    ),
    freeform("Is there anything you would like us to know?"),
    confirm(),
  ])

/** Follow-up questions for all who can be helped, and a larger discount. */
const third = () => later({ missing: null, switching: null })

/** What customers see today: an answer to a competitor, and a person to talk to for those who miss something. */
const fourth = () =>
  later({ missing: offers.contact("offer-contact-missing-features"), switching: offers.match(40, 6) })

/** Versions 1 to 4. */
export const primaryFlow = (): BlueprintContent[] => [first(), second(), third(), fourth()]
