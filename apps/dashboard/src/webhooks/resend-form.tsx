import type { ResendSince, WebhookEndpoint } from "@holdfast/protocol/dashboard"
import { Button, Checkbox, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"
import { dayOf } from "../time/day.ts"
import { clockTime } from "../time/exact-time.ts"

interface ResendFormProps {
  endpoint: WebhookEndpoint
  onResend: (body: ResendSince) => Promise<void>
  onClose: () => void
}

const dayMs = 24 * 3_600_000

/** As a field for a time of the viewer takes it. */
const fieldTime = (at: Date) => `${dayOf(at)}T${clockTime(at)}`

/** Asks since when deliveries are to be sent again: since it fails, where it does. */
export function ResendForm({ endpoint, onResend, onClose }: ResendFormProps) {
  const [text, setText] = useState(() => {
    const { failingSince } = endpoint
    return fieldTime(failingSince === null ? new Date(Date.now() - dayMs) : new Date(failingSince))
  })
  const [includesDelivered, setIncludesDelivered] = useState(false)
  const [isMissing, setIsMissing] = useState(false)
  const sending = useMutation({
    mutationFn: (since: Date) => onResend({ since: since.toISOString(), includesDelivered }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const since = new Date(text)
    const isNone = Number.isNaN(since.getTime())
    setIsMissing(isNone)
    if (!isNone && !sending.isPending) sending.mutate(since)
  }
  return (
    <form onSubmit={submit} className={dialog.form} noValidate>
      <p>
        Each delivery keeps its id, so a server that has seen it can leave it. What is sent again does not
        count for the health of the endpoint.
      </p>
      <TextInput
        type="datetime-local"
        label="Since"
        data-autofocus
        value={text}
        error={isMissing ? "Say since when, as a day and a time." : null}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Checkbox
        label="Also what was delivered"
        description="Else only what failed or was held."
        checked={includesDelivered}
        onChange={({ currentTarget }) => setIncludesDelivered(currentTarget.checked)}
      />
      {sending.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(sending.error, "send them again")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={sending.isPending}>
          Send again
        </Button>
      </div>
    </form>
  )
}
