import type { SessionPage } from "@holdfast/protocol/dashboard"
import { IconCheck, IconHelp, IconX } from "@tabler/icons-react"
import { PageSection } from "../parts/page-section.tsx"
import { bounceSentences } from "./bounce-words.ts"
import { NeighbourLine } from "./neighbour-line.tsx"
import { outcomeSentences } from "./outcome-words.ts"
import { actualPhrase, rulePhrase, segmentSentence } from "./segment-words.ts"
import classes from "./session-why.module.css"

/** Why it ended as it did, why it counts or not, and why the customer saw this flow. */
export function SessionWhy({ page }: { page: SessionPage }) {
  const { row, facts, outcomeReason, bounceReason, segmentReason, neighbours } = page
  return (
    <PageSection title="Why">
      <h3 className={classes.question}>Why this outcome</h3>
      <Sentences of={outcomeSentences(outcomeReason, facts.decisionState)} />
      <h3 className={classes.question}>{bounceQuestion(bounceReason)}</h3>
      <Sentences of={bounceSentences(bounceReason, row)} />
      {neighbours.length > 1 && (
        <NeighbourLine session={row} neighbours={neighbours} hasMore={page.hasMoreNeighbours} />
      )}
      <h3 className={classes.question}>Why this flow</h3>
      <Sentences of={[segmentSentence(segmentReason)]} />
      {segmentReason.kind === "segment" && segmentReason.rules.length > 0 && (
        <ul className={classes.rules}>
          {segmentReason.rules.map((rule) => (
            <li key={JSON.stringify(rule)} className={classes.rule}>
              <RuleMark holds={rule.holds} />
              <span>
                <bdi>{rulePhrase(rule)}</bdi> <bdi className={classes.actual}>{actualPhrase(rule)}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
    </PageSection>
  )
}

function bounceQuestion({ kind }: SessionPage["bounceReason"]): string {
  if (kind === "bounced") return "Why it is bounced"
  return kind === "waits" ? "Whether it counts" : "Why it counts"
}

const Sentences = ({ of }: { of: string[] }) => <p className={classes.sentences}>{of.join(" ")}</p>

function RuleMark({ holds }: { holds: boolean | null }) {
  const [Icon, says] =
    holds === null ? [IconHelp, "not known"] : holds ? [IconCheck, "holds"] : [IconX, "does not hold"]
  return (
    <Icon size={16} stroke={1.75} role="img" aria-label={says} className={classes.mark} data-holds={holds} />
  )
}
