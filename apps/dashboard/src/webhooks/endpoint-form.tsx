import { flowActions, modes } from "@holdfast/protocol"
import {
  longestWebhookDescription,
  longestWebhookUrl,
  type NewWebhookEndpoint,
  type WebhookEndpoint,
  webhookEvents,
} from "@holdfast/protocol/dashboard"
import { Button, Checkbox, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { modeLabels } from "../analytics/view/view.ts"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"
import boxes from "../parts/ticks.module.css"
import { actionLabels, type EndpointField, eventLabels, eventWords, faultAtField } from "./webhook-words.ts"
import classes from "./webhooks.module.css"

interface EndpointFormProps {
  /** As it is now; null for a new one. */
  endpoint: WebhookEndpoint | null
  /** http and addresses of the operator's own network are taken. */
  allowsPrivate: boolean
  onSave: (endpoint: NewWebhookEndpoint) => Promise<void>
  onClose: () => void
}

type Draft = Required<NewWebhookEndpoint>

/** What keeps a form from being sent: the first field that lacks something, and the sentence beside it. */
function missingIn({ url, modes, events, actions }: Draft): { field: EndpointField; words: string } | null {
  if (url.trim() === "") return { field: "url", words: "Say where your server listens." }
  if (modes.length === 0) return { field: "modes", words: "Choose one mode at least." }
  if (events.length === 0) return { field: "events", words: "Choose one event at least." }
  if (events.includes("action.requested") && actions.length === 0) {
    return {
      field: "actions",
      words: "Choose what your server carries out, or leave out “Action requested”.",
    }
  }
  return null
}

/** Actions go along only where they are asked about. */
function bodyOf({ actions, ...draft }: Draft): NewWebhookEndpoint {
  const body = { ...draft, url: draft.url.trim() }
  return body.events.includes("action.requested") ? { ...body, actions } : body
}

/** Where an endpoint is, and what it is told of. What is missing or refused is said beside its field. */
export function EndpointForm({ endpoint, allowsPrivate, onSave, onClose }: EndpointFormProps) {
  const [draft, setDraft] = useState<Draft>({
    url: endpoint?.url ?? "",
    description: endpoint?.description ?? "",
    modes: endpoint?.modes ?? ["live"],
    events: endpoint?.events ?? ["session", "session.updated"],
    actions: endpoint?.actions ?? [...flowActions],
  })
  const [missing, setMissing] = useState<ReturnType<typeof missingIn>>(null)
  const saving = useMutation({ mutationFn: () => onSave(bodyOf(draft)) })
  const refused = faultAtField(saving.error)
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setMissing(null)
    saving.reset()
  }
  const faultOf = (field: EndpointField) =>
    [missing, refused].find((each) => each?.field === field)?.words ?? null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (saving.isPending) return
    const lacking = missingIn(draft)
    setMissing(lacking)
    if (!lacking) saving.mutate()
  }
  return (
    <form onSubmit={submit} className={dialog.form} noValidate>
      <TextInput
        label="Address"
        description={
          allowsPrivate
            ? "http and addresses of your own network are allowed here."
            : "https, and an address of the public internet."
        }
        placeholder="https://example.com/holdfast"
        inputMode="url"
        data-autofocus
        maxLength={longestWebhookUrl}
        value={draft.url}
        error={faultOf("url")}
        onChange={({ currentTarget }) => change({ url: currentTarget.value })}
      />
      <TextInput
        label="Description (optional)"
        maxLength={longestWebhookDescription}
        value={draft.description}
        error={faultOf("description")}
        onChange={({ currentTarget }) => change({ description: currentTarget.value })}
      />
      <Checkbox.Group
        label="Modes"
        value={draft.modes}
        error={faultOf("modes")}
        onChange={(chosen) => change({ modes: modes.filter((each) => chosen.includes(each)) })}
      >
        <div className={boxes.ticks}>
          {modes.map((mode) => (
            <Checkbox key={mode} value={mode} label={modeLabels[mode]} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        label="Events"
        value={draft.events}
        error={faultOf("events")}
        onChange={(chosen) => change({ events: webhookEvents.filter((each) => chosen.includes(each)) })}
      >
        <div className={classes.choices}>
          {webhookEvents.map((event) => (
            <Checkbox key={event} value={event} label={eventLabels[event]} description={eventWords[event]} />
          ))}
        </div>
      </Checkbox.Group>
      {draft.events.includes("action.requested") && (
        <Checkbox.Group
          label="What your server carries out"
          value={draft.actions}
          error={faultOf("actions")}
          onChange={(chosen) => change({ actions: flowActions.filter((each) => chosen.includes(each)) })}
        >
          <div className={boxes.ticks}>
            {flowActions.map((action) => (
              <Checkbox key={action} value={action} label={actionLabels[action]} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      {saving.isError && !refused && (
        <p role="alert" className={dialog.problem}>
          {faultWords(saving.error, "save the endpoint")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={saving.isPending}>
          {endpoint ? "Save endpoint" : "Add endpoint"}
        </Button>
      </div>
    </form>
  )
}
