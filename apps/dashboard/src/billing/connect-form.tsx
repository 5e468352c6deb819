import type { Mode } from "@holdfast/protocol"
import { Button, PasswordInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"
import { keyBeginning } from "./billing-words.ts"
import { useConnection } from "./use-connection.ts"

interface ConnectFormProps {
  mode: Mode
  /** Which of the two secrets are asked for. */
  asks: "both" | "key" | "secret"
  onClose: () => void
}

/** Takes a key, a signing secret, or both. The key is checked at Stripe before it is kept. */
export function ConnectForm({ mode, asks, onClose }: ConnectFormProps) {
  const { change } = useConnection(mode)
  const [key, setKey] = useState("")
  const [secret, setSecret] = useState("")
  const asksKey = asks !== "secret"
  const asksSecret = asks !== "key"
  const changing = useMutation({
    mutationFn: () =>
      change({
        ...(asksKey && { key: key.trim() }),
        ...(secret.trim() !== "" && { webhookSecret: secret.trim() }),
      }),
    onSuccess: onClose,
  })
  const isEmpty = (asksKey ? key : secret).trim() === ""
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!isEmpty && !changing.isPending) changing.mutate()
  }
  return (
    <form onSubmit={send} className={dialog.form}>
      {asksKey && (
        <PasswordInput
          data-autofocus
          label="Restricted key"
          description="In Stripe: Developers, API keys, Create restricted key. docs/billing.md lists the permissions."
          placeholder={`${keyBeginning(mode)}…`}
          autoComplete="off"
          maxLength={300}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
      )}
      {asksSecret && (
        <PasswordInput
          data-autofocus={!asksKey || undefined}
          label={asksKey ? "Signing secret (may come later)" : "Signing secret"}
          description="In Stripe: Developers, Webhooks, the endpoint. The one before it is accepted for 24 hours more."
          placeholder="whsec_…"
          autoComplete="off"
          maxLength={300}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
      )}
      {changing.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(changing.error, asksKey ? "connect Stripe" : "keep the secret")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={isEmpty} loading={changing.isPending}>
          {asks === "both" ? "Check and connect" : asksKey ? "Check and replace" : "Keep secret"}
        </Button>
      </div>
    </form>
  )
}
