import type { BlueprintContent } from "@holdfast/protocol/flow"
import { choice, confirm, followUp, freeform, offerStep, survey } from "../flow/flow-parts.ts"
import { demoContent } from "./demo-content.ts"
import { offers } from "./demo-offers.ts"

/** The flows of the demo workspace's segments. */

export function trialFlow(): BlueprintContent {
  return demoContent(
    [
      offerStep(offers.trialExtension(14)),
      survey("What did not work out?", [
        choice("not-using", "I had no time to try it"),
        choice("missing-features", "It does not do what I need", {
          followup: followUp(
            "missing-features",
            "What did you hope to find?",
            [],
            "Tell us in your own words",
          ),
        }),
        choice("technical-problems", "It was hard to set up", { offer: offers.contact() }),
        choice("too-expensive", "Too expensive"),
        choice("switching", "I chose another product"),
        choice("other", "I was only looking around"),
      ]),
      confirm(),
    ],
    { discount: null, pause: null },
  )
}

export function annualTeamsFlow(): BlueprintContent {
  return demoContent([
    offerStep(offers.contact()),
    survey("What led your team to this decision?", [
      choice("too-expensive", "The price at renewal", { offer: offers.smallerPlan("too-expensive") }),
      choice("not-using", "Too few people use it", {
        followup: followUp(
          "not-using",
          "How many still do?",
          ["Nobody", "One or two of us", "About half the team"],
          null,
        ),
        offer: offers.smallerPlan("not-using"),
      }),
      choice("missing-features", "A feature we need is missing", {
        followup: followUp("missing-features", "Which one?", [], "Tell us in your own words"),
      }),
      choice("switching", "We are consolidating our tools"),
      choice("technical-problems", "It was not reliable enough"),
      choice("other", "Something else"),
    ]),
    freeform("What should we know before you go?"),
    confirm(),
  ])
}

/** @param percent the first version offered less */
export function longTimeFlow(percent: number): BlueprintContent {
  return demoContent(
    [
      offerStep(offers.archive()),
      survey("You have been with us for a long time. What changed?", [
        choice("too-expensive", "The price", { offer: offers.smallerPlan("too-expensive") }),
        choice("not-using", "I need it less than I used to", { offer: offers.pause(6) }),
        choice("missing-features", "It has not kept up with my needs", {
          followup: followUp(
            "missing-features",
            "What should it do by now?",
            [],
            "Tell us in your own words",
          ),
        }),
        choice("technical-problems", "It has become less reliable", { offer: offers.contact() }),
        choice("switching", "I am moving to another product"),
        choice("project-over", "My work has changed"),
        choice("other", "Something else"),
      ]),
      freeform("Thank you for these years. Is there anything you want to tell us?"),
      offerStep(offers.discount(percent, 6)),
      confirm(),
    ],
    { discount: 120, pause: 90 },
  )
}
