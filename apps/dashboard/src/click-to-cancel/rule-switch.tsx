import type { ClickToCancel } from "@holdfast/protocol"
import { Switch } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { changeClickToCancel, clickToCancelQuery } from "../api/click-to-cancel.ts"
import { faultWords } from "../parts/fault-words.ts"
import { useWanted } from "../parts/use-wanted.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./click-to-cancel.module.css"

interface RuleSwitchProps {
  rule: keyof ClickToCancel
  isOn: boolean
  label: string
  /** Where the rule applies. */
  where: string
}

/** Turns one rule on and off, at once. */
export function RuleSwitch({ rule, isOn, label, where }: RuleSwitchProps) {
  const { workspace } = usePlace()
  const queries = useQueryClient()
  const rules = useWanted(isOn, async (value) => {
    const changed = await changeClickToCancel(workspace.appId, { [rule]: value })
    queries.setQueryData(clickToCancelQuery(workspace.appId).queryKey, changed)
  })
  return (
    <div>
      <Switch
        checked={rules.shown}
        aria-busy={rules.isAsked}
        label={label}
        description={where}
        onChange={({ currentTarget }) => !rules.isAsked && rules.ask(currentTarget.checked)}
      />
      {rules.error && (
        <p role="alert" className={classes.problem}>
          {faultWords(rules.error, "change the rule")}
        </p>
      )}
    </div>
  )
}
