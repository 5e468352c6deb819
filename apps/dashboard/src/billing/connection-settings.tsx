import type { BillingConnection, BillingSettings } from "@holdfast/protocol/dashboard"
import { NativeSelect } from "@mantine/core"
import { faultWords } from "../parts/fault-words.ts"
import { useWanted } from "../parts/use-wanted.ts"
import classes from "./billing.module.css"
import { settingNames, settingWords } from "./billing-words.ts"
import { useConnection } from "./use-connection.ts"

interface ConnectionSettingsProps {
  connection: BillingConnection
  /** Whoever looks at it may not change it. */
  isClosed: boolean
}

/** How acts are carried out; each choice is kept at once. */
export function ConnectionSettings({ connection: { mode, settings }, isClosed }: ConnectionSettingsProps) {
  const { change } = useConnection(mode)
  const nothing: Partial<BillingSettings> = {}
  const chosen = useWanted(nothing, (wanted) => change({ settings: wanted }))
  const shown = { ...settings, ...chosen.shown }
  return (
    <>
      <div className={classes.settings}>
        {settingNames.map((name) => {
          const { label, choices } = settingWords[name]
          return (
            <NativeSelect
              key={name}
              label={label}
              data={Object.entries<string>(choices).map(([value, words]) => ({ value, label: words }))}
              value={shown[name]}
              disabled={isClosed || chosen.isAsked}
              onChange={({ currentTarget }) => chosen.ask({ [name]: currentTarget.value })}
            />
          )
        })}
      </div>
      {chosen.error && (
        <p role="alert" className={classes.problem}>
          {faultWords(chosen.error, "change the setting")}
        </p>
      )}
    </>
  )
}
