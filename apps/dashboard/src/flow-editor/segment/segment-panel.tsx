import type { FlowSegment } from "@holdfast/protocol/dashboard"
import { isSame, type SegmentRule } from "@holdfast/protocol/flow"
import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { changeSegment, flowsQuery, segmentAttributesQuery } from "../../api/flows.ts"
import { faultWords } from "../../parts/fault-words.ts"
import { withKeys } from "../../parts/with-keys.ts"
import { usePlace } from "../../shell/workspace.ts"
import { useEditing } from "../editor-context.ts"
import steps from "../steps/steps.module.css"
import { ReachView } from "./reach-view.tsx"
import { RuleRow } from "./rule-row.tsx"
import { newRule, ruleLack } from "./rule-words.ts"

interface SegmentPanelProps {
  segment: FlowSegment
  /** The rules are saved. */
  onChanged: () => Promise<void>
}

/** Whom a flow is for: rules of which all must hold, beside how many of the last sessions they take. */
export function SegmentPanel({ segment, onChanged }: SegmentPanelProps) {
  const { appId } = usePlace().workspace
  const { isReadOnly } = useEditing()
  const client = useQueryClient()
  const { data } = useQuery(segmentAttributesQuery(appId, "live"))
  const [rules, setRules] = useState<readonly SegmentRule[]>(segment.rules)
  const attributes = data?.attributes ?? []
  const lacks = rules.some((rule) => ruleLack(rule) !== null)
  const isChanged = !isSame(rules, segment.rules)
  const saving = useMutation({
    async mutationFn() {
      await changeSegment(appId, segment.id, { rules: [...rules] })
      await Promise.all([onChanged(), client.invalidateQueries(flowsQuery(appId))])
    },
  })
  const set = (at: number, rule: SegmentRule) =>
    setRules((now) => now.map((each, i) => (i === at ? rule : each)))
  const [first] = attributes
  return (
    <div className={steps.panel}>
      <p className={steps.note}>
        {segment.enabled ? "On." : "Off: nobody sees this flow yet; turn it on on the page of flows."} A
        customer for whom all of these hold sees it. Rules are not part of the draft: they hold from when they
        are saved.
      </p>
      <fieldset className={steps.group}>
        <legend className={steps.legend}>Rules</legend>
        {rules.length === 0 && (
          <p className={steps.note}>No rules yet. A segment needs one before it is turned on.</p>
        )}
        {withKeys(rules).map(({ item: rule, key }) => (
          <RuleRow
            key={key}
            rule={rule}
            number={Number(key) + 1}
            attributes={attributes}
            onChange={(next) => set(Number(key), next)}
            onDelete={() => setRules((now) => now.toSpliced(Number(key), 1))}
          />
        ))}
        {!isReadOnly && (
          <Button
            variant="default"
            w="fit-content"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
            onClick={() =>
              setRules((now) => [...now, newRule(first ?? { attribute: "PLAN_ID", type: "STRING" })])
            }
          >
            Add a rule
          </Button>
        )}
      </fieldset>
      {saving.isError && (
        <p role="alert" className={steps.fault}>
          {faultWords(saving.error, "save the rules")}
        </p>
      )}
      {!isReadOnly && (
        <div className={steps.row}>
          <Button
            flex="none"
            disabled={!isChanged || lacks}
            loading={saving.isPending}
            onClick={() => saving.mutate()}
          >
            Save the rules
          </Button>
          {isChanged && (
            <Button flex="none" variant="default" onClick={() => setRules(segment.rules)}>
              Take it back
            </Button>
          )}
        </div>
      )}
      <ReachView segmentId={segment.id} rules={rules} isReady={!lacks && rules.length > 0} />
    </div>
  )
}
