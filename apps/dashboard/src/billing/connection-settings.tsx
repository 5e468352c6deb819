import type { BillingConnection, BillingSettings } from "@holdfast/protocol/dashboard"
import { NativeSelect } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { faultWords } from "../parts/fault-words.ts"
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
  const changing = useMutation({
    mutationFn: (wanted: Partial<BillingSettings>) => change({ settings: wanted }),
  })
  // what was asked for shows at once; the answer, or the fault, takes its place
  const shown = changing.isPending ? { ...settings, ...changing.variables } : settings
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
              disabled={isClosed || changing.isPending}
              onChange={({ currentTarget }) => changing.mutate({ [name]: currentTarget.value })}
            />
          )
        })}
      </div>
      {changing.isError && (
        <p role="alert" className={classes.problem}>
          {faultWords(changing.error, "change the setting")}
        </p>
      )}
    </>
  )
}
