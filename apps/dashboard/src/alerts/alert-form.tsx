import {
  type Alert,
  type AlertFigure,
  type AlertWatch,
  alertFigureNames,
  alertFigures,
  alertWindows,
  type NewAlert,
  type SavedView,
  smallSample,
} from "@holdfast/protocol/dashboard"
import { Button, NativeSelect, NumberInput, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { changeAlert, createAlert } from "../api/alerts.ts"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"
import { readableText } from "../parts/readable-text.ts"

interface AlertFormProps {
  appId: string
  /** As it is now; null for a new one. */
  alert: Alert | null
  /** The shared ones. */
  views: readonly SavedView[]
  onSaved: () => Promise<void>
  onClose: () => void
}

/** What is watched, as one choice. */
type What = AlertFigure | "reason" | "outcome"

const whats: { value: What; label: string }[] = [
  ...alertFigures.map((value) => ({ value, label: alertFigureNames[value] })),
  { value: "reason", label: "Shift of the reasons" },
  { value: "outcome", label: "Shift of the outcomes" },
]

interface Draft {
  name: string
  what: What
  direction: "above" | "below"
  /** The level, or the points of a shift. */
  amount: number | string
  currency: string
  windowDays: NewAlert["windowDays"]
  leastSample: number | string
  viewId: string
}

function draftOf(alert: Alert | null): Draft {
  const common = {
    ...{ name: alert?.name ?? "", windowDays: alert?.windowDays ?? 7, viewId: alert?.viewId ?? "" },
    leastSample: alert?.leastSample ?? smallSample,
  }
  const watch = alert?.watch ?? null
  if (watch?.kind === "mix") {
    return { ...common, what: watch.of, direction: "below", amount: watch.points, currency: "usd" }
  }
  return {
    ...{ ...common, what: watch?.figure ?? "saveRate", direction: watch?.direction ?? "below" },
    ...{ amount: watch?.level ?? "", currency: watch?.currency ?? "usd" },
  }
}

function watchOf({ what, direction, amount, currency }: Draft): AlertWatch {
  if (what === "reason" || what === "outcome") return { kind: "mix", of: what, points: Number(amount) }
  const code = what === "lost" ? currency.trim().toLowerCase() : null
  return { kind: "level", figure: what, direction, level: Number(amount), currency: code }
}

/** Makes an alert, or changes one. */
export function AlertForm({ appId, alert, views, onSaved, onClose }: AlertFormProps) {
  const [draft, setDraft] = useState(() => draftOf(alert))
  const saving = useMutation({
    mutationFn: () => {
      const { name, windowDays, leastSample, viewId } = draft
      const body: NewAlert = {
        ...{ name, watch: watchOf(draft), windowDays, leastSample: Number(leastSample) },
        ...{ viewId: viewId === "" ? null : viewId, isMuted: alert?.isMuted ?? false },
      }
      return alert ? changeAlert(appId, alert.id, body) : createAlert(appId, body)
    },
    onSuccess: onSaved,
  })
  const change = (changes: Partial<Draft>) => {
    saving.reset()
    setDraft((now) => ({ ...now, ...changes }))
  }
  const isMix = draft.what === "reason" || draft.what === "outcome"
  const isRate = draft.what === "saveRate" || draft.what === "offerSaveRate"
  const isWhole = draft.name.trim() !== "" && draft.amount !== "" && draft.leastSample !== ""
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!saving.isPending && isWhole) saving.mutate()
  }
  return (
    <form className={dialog.form} onSubmit={submit}>
      <TextInput
        label="Name"
        data-autofocus
        maxLength={80}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <NativeSelect
        label="Watch"
        data={whats}
        value={draft.what}
        onChange={({ currentTarget }) => {
          const what = whats.find(({ value }) => value === currentTarget.value)
          if (what) change({ what: what.value })
        }}
      />
      {!isMix && (
        <NativeSelect
          label="Tell when it is"
          data={["below", "above"]}
          value={draft.direction}
          onChange={({ currentTarget }) =>
            change({ direction: currentTarget.value === "above" ? "above" : "below" })
          }
        />
      )}
      <NumberInput
        label={isMix ? "Tell from so many points on" : "Level"}
        description={
          isMix
            ? "Any share that moves by more against the days before, and by more than chance may do."
            : isRate
              ? "In percent."
              : undefined
        }
        min={isMix ? 0.1 : 0}
        {...((isMix || isRate) && { max: 100 })}
        value={draft.amount}
        onChange={(amount) => change({ amount })}
      />
      {draft.what === "lost" && (
        <TextInput
          label="Currency"
          description="Three letters, such as USD. Currencies are never added up."
          maxLength={3}
          value={draft.currency}
          onChange={({ currentTarget }) => change({ currency: currentTarget.value })}
        />
      )}
      <NativeSelect
        label="Over"
        data={alertWindows.map((days) => ({ value: String(days), label: `${days} days, today included` }))}
        value={String(draft.windowDays)}
        onChange={({ currentTarget }) => {
          const windowDays = alertWindows.find((days) => String(days) === currentTarget.value)
          if (windowDays) change({ windowDays })
        }}
      />
      <NumberInput
        label="Smallest sample"
        description="With fewer sessions nothing is told."
        min={1}
        allowDecimal={false}
        value={draft.leastSample}
        onChange={(leastSample) => change({ leastSample })}
      />
      <NativeSelect
        label="Sessions"
        data={[
          { value: "", label: "All live sessions" },
          ...views.map(({ id, name }) => ({ value: id, label: readableText(name) ?? "Unnamed view" })),
        ]}
        value={draft.viewId}
        onChange={({ currentTarget }) => change({ viewId: currentTarget.value })}
      />
      {saving.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(saving.error, "save the alert")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={saving.isPending} disabled={!isWhole}>
          {alert ? "Save alert" : "Add alert"}
        </Button>
      </div>
    </form>
  )
}
