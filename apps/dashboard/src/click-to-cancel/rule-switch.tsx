import type { ClickToCancel } from "@holdfast/protocol"
import { Switch } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { changeClickToCancel, clickToCancelQuery } from "../api/click-to-cancel.ts"
import { faultWords } from "../parts/fault-words.ts"
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
  // what was asked for shows at once; the answer, or the fault, takes its place
  const [wanted, setWanted] = useState<boolean | null>(null)
  const changing = useMutation({
    mutationFn: (value: boolean) => changeClickToCancel(workspace.appId, { [rule]: value }),
    onSuccess: (changed) => queries.setQueryData(clickToCancelQuery(workspace.appId).queryKey, changed),
    onSettled: () => setWanted(null),
  })
  const change = (value: boolean) => {
    if (wanted !== null) return
    setWanted(value)
    changing.mutate(value)
  }
  return (
    <div>
      <Switch
        checked={wanted ?? isOn}
        aria-busy={wanted !== null}
        label={label}
        description={where}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
      {changing.isError && (
        <p role="alert" className={classes.problem}>
          {faultWords(changing.error, "change the rule")}
        </p>
      )}
    </div>
  )
}
