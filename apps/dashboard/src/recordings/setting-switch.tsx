import { type Action, can } from "@holdfast/protocol"
import type { RecordingSettings } from "@holdfast/protocol/dashboard"
import { Switch } from "@mantine/core"
import { useState } from "react"
import { faultWords } from "../parts/fault-words.ts"
import { refusalWords } from "../parts/role-words.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./recordings.module.css"
import { useSettings } from "./use-settings.ts"

interface SettingSwitchProps {
  setting: {
    [K in keyof RecordingSettings]: RecordingSettings[K] extends boolean ? K : never
  }[keyof RecordingSettings]
  isOn: boolean
  label: string
  description?: string
  /** Who may change it, where those who see the page are not all of them. */
  action?: Action
}

/** Turns one setting on and off, at once. Whoever may not finds it closed, with the reason. */
export function SettingSwitch({
  setting,
  isOn,
  label,
  description,
  action = "recording:manage",
}: SettingSwitchProps) {
  const { role } = usePlace().workspace
  const mayChange = can(role, action)
  // what was asked for shows at once; the answer, or the fault, takes its place
  const [wanted, setWanted] = useState<boolean | null>(null)
  const changing = useSettings({ onSettled: () => setWanted(null) })
  const change = (value: boolean) => {
    if (wanted !== null || !mayChange) return
    setWanted(value)
    changing.mutate({ [setting]: value })
  }
  return (
    <div>
      <Switch
        checked={wanted ?? isOn}
        aria-busy={wanted !== null}
        // `disabled` would take it out of the reach of the keyboard, and the reason with it
        aria-disabled={!mayChange}
        data-closed={!mayChange || undefined}
        classNames={{ root: classes.switch ?? "" }}
        label={label}
        description={mayChange ? description : refusalWords(action, role)}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
      {changing.isError && (
        <p role="alert" className={classes.problem}>
          {faultWords(changing.error, "change what is said of recordings")}
        </p>
      )}
    </div>
  )
}
