import type { RecoveryCodes, TwoFactorSetup } from "@holdfast/protocol/dashboard"
import { Button, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { confirmTwoFactor } from "../api/account.ts"
import { CopyButton } from "../parts/copy-button.tsx"
import { faultWords } from "../parts/fault-words.ts"
import classes from "./account.module.css"
import { QrCode } from "./qr-code.tsx"

interface TwoFactorScanProps {
  setup: TwoFactorSetup
  onConfirmed: (codes: RecoveryCodes) => unknown
  onBack: () => void
}

/** The secret for an authenticator app, and the first code made from it: before that it does not count. */
export function TwoFactorScan({ setup, onConfirmed, onBack }: TwoFactorScanProps) {
  const [code, setCode] = useState("")
  const confirming = useMutation({ mutationFn: confirmTwoFactor, onSuccess: onConfirmed })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!confirming.isPending && code.trim() !== "") confirming.mutate(code)
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <ol className={classes.steps}>
        <li className={classes.step}>
          <p className={classes.stepTitle}>1. Scan this with an authenticator app</p>
          <QrCode text={setup.uri} label="QR code of the secret below" />
          <p className={classes.dimmed}>Or type the secret into it:</p>
          <div className={classes.secret}>
            <code>{setup.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            <CopyButton text={setup.secret} what="secret" />
          </div>
        </li>
        <li className={classes.step}>
          <p className={classes.stepTitle}>2. Type the code that the app shows</p>
          <TextInput
            className={classes.field ?? ""}
            label="Code from your app"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={confirming.isError && faultWords(confirming.error, "check the code")}
          />
          <p className={classes.dimmed}>Turning it on signs you out everywhere else.</p>
        </li>
      </ol>
      <div className={classes.buttons}>
        <Button type="submit" loading={confirming.isPending} disabled={code.trim() === ""}>
          Turn on
        </Button>
        <Button variant="default" onClick={onBack}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
