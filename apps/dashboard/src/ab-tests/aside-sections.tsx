import type { AbTest, AbTestArmCounts } from "@holdfast/protocol/dashboard"
import { checkSplit, type FlowArm } from "@holdfast/protocol/flow"
import { Progress } from "@mantine/core"
import { digits } from "../parts/digits.ts"
import { FactList } from "../parts/fact-list.tsx"
import { Moment } from "../parts/moment.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { exactDate } from "../time/exact-time.ts"
import { fewer, isOver, pWords, rateWords, stepWords } from "./ab-test-words.ts"
import classes from "./ab-tests.module.css"

interface ProgressSectionProps {
  test: AbTest
  arms?: Record<FlowArm, AbTestArmCounts>
}

/** How much of the planned sample is there, until when customers come in, and whether the split is even. */
export function ProgressSection({ test, arms }: ProgressSectionProps) {
  const { customersPerArm, enrolmentEndsAt, trackingEndsAt, state } = test
  const customers = arms ? { control: arms.control.exposed, variant: arms.variant.exposed } : test.customers
  const there = fewer(customers)
  const split = checkSplit(customers.control, customers.variant)
  const isPast = isOver({ state })
  const ends = [
    { label: "Enrolment", at: enrolmentEndsAt },
    { label: "Tracking", at: trackingEndsAt },
  ].flatMap(({ label, at }) =>
    at === null || isPast ? [] : [{ label, text: `until ${exactDate(new Date(at))}` }],
  )
  return (
    <PageSection title="Progress">
      <div className={classes.progress}>
        <p className={classes.sample}>
          <strong className="hf-figures">{digits.format(there)}</strong> of{" "}
          <span className="hf-figures">{digits.format(customersPerArm)}</span> customers an arm
        </p>
        <Progress
          value={Math.min(100, (there / customersPerArm) * 100)}
          aria-label={`${there} of ${customersPerArm} customers an arm`}
        />
        <FactList
          facts={[
            ...ends,
            {
              label: "Split",
              text: `${digits.format(customers.control)} and ${digits.format(customers.variant)}, ${
                split.isUneven ? "which is not even" : "as even as chance leaves it"
              } (${pWords(split.p)})`,
            },
          ]}
        />
      </div>
    </PageSection>
  )
}

/** What was fixed before the start. */
export function PlanSection({ test: { plan, customersPerArm } }: { test: AbTest }) {
  const facts = [
    { label: "Compared", text: "Save rate" },
    { label: "Save rate before", text: rateWords(plan.baselineRate) },
    { label: "Smallest effect", text: `${Math.round(plan.smallestEffect * 1000) / 10} points` },
    { label: "Sample", text: `${digits.format(customersPerArm)} customers an arm` },
    { label: "Confidence", text: `${Math.round(plan.confidence * 1000) / 10}%` },
    { label: "Enrolment", text: `${plan.enrolmentDays} days` },
    { label: "Tracking", text: `${plan.trackingDays} days` },
  ]
  return (
    <PageSection title="Plan">
      <FactList facts={facts} />
    </PageSection>
  )
}

/** Who did what with the test, the newest first. */
export const HistorySection = ({ test }: { test: AbTest }) => (
  <ol className={classes.steps}>
    {test.steps.toReversed().map(({ step, at, by }) => (
      <li key={`${step} ${at}`}>
        <span>
          {stepWords[step]}
          {by && <> by {shorten(readableText(by.name ?? "") ?? "somebody who is gone", 80)}</>}
        </span>
        <span className={classes.note}>
          <Moment at={at} />
        </span>
      </li>
    ))}
  </ol>
)
