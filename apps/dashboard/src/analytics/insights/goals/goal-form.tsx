import { dayIn } from "@holdfast/protocol"
import {
  type GoalFigure,
  goalFigureNames,
  isMoneyGoal,
  isRateGoal,
  type StandingGoal,
} from "@holdfast/protocol/dashboard"
import { Button, NativeSelect, NumberInput, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { removeGoal, setGoal } from "../../../api/goals.ts"
import type { ShownInsights } from "../../../api/insights.ts"
import dialog from "../../../parts/dialog.module.css"
import { faultWords } from "../../../parts/fault-words.ts"
import { readableText } from "../../../parts/readable-text.ts"
import { usePlace } from "../../../shell/workspace.ts"

interface GoalFormProps {
  figures: readonly GoalFigure[]
  insights: ShownInsights
  onDone: () => Promise<void>
  onClose: () => void
}

/** Asks what a figure is to reach, and from when on. */
export function GoalForm({ figures, insights, onDone, onClose }: GoalFormProps) {
  const { appId } = usePlace().workspace
  const { goals, headline, timeZone, asOf } = insights
  const goalOf = (figure: GoalFigure, currency: string): StandingGoal | null =>
    goals?.list.find(
      (goal) => goal.figure === figure && goal.currency === (isMoneyGoal(figure) ? codeOf(currency) : null),
    ) ?? null
  const fieldsOf = (figure: GoalFigure, currency: string) => {
    const known = goalOf(figure, currency)
    const level: number | string = known?.level ?? ""
    return { figure, currency, level, since: known?.since ?? dayIn(timeZone, new Date(asOf)) }
  }
  const [fields, setFields] = useState(() => {
    const known = goals?.list.find((goal) => figures.includes(goal.figure))
    const figure = known?.figure ?? figures[0] ?? "saveRate"
    return fieldsOf(figure, known?.currency ?? headline.now.value[0]?.currency ?? "usd")
  })
  const { figure, currency, level, since } = fields
  const known = goalOf(figure, currency)
  const isMoney = isMoneyGoal(figure)
  const viewId = goals?.of?.viewId ?? null
  const saving = useMutation({
    mutationFn: () =>
      setGoal(appId, {
        ...{ figure, level: Number(level), since, viewId: known?.viewId ?? viewId },
        currency: isMoney ? codeOf(currency) : null,
      }),
    onSuccess: onDone,
  })
  const removing = useMutation({
    mutationFn: (id: string) => removeGoal(appId, id),
    onSuccess: onDone,
  })
  const change = (next: Partial<typeof fields>) => {
    saving.reset()
    removing.reset()
    setFields((now) => ({ ...now, ...next }))
  }
  const isBusy = saving.isPending || removing.isPending
  const isWhole = level !== "" && since !== "" && (!isMoney || currency.trim().length === 3)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isBusy && isWhole) saving.mutate()
  }
  const error = saving.error ?? removing.error
  return (
    <form onSubmit={submit} className={dialog.form}>
      <p>
        {viewId === null ? (
          "Of all live sessions. Everybody in this workspace sees it."
        ) : (
          <>
            Of the view “<bdi>{readableText(goals?.of?.viewName) ?? "Unnamed view"}</bdi>”. Everybody in this
            workspace sees it.
          </>
        )}
      </p>
      {figures.length > 1 ? (
        <NativeSelect
          label="Figure"
          data={figures.map((value) => ({ value, label: goalFigureNames[value] }))}
          value={figure}
          onChange={({ currentTarget }) => {
            const next = figures.find((each) => each === currentTarget.value)
            if (next) change(fieldsOf(next, currency))
          }}
        />
      ) : (
        <p>
          <strong>{goalFigureNames[figure]}</strong>
        </p>
      )}
      {isMoney && (
        <TextInput
          label="Currency"
          description="Three letters, such as USD. Currencies are never added up."
          maxLength={3}
          value={currency.toUpperCase()}
          onChange={({ currentTarget }) => change(fieldsOf(figure, currentTarget.value))}
        />
      )}
      <NumberInput
        label="Level"
        description={levelWords(figure)}
        data-autofocus
        min={0}
        {...(isRateGoal(figure) && { max: 100 })}
        value={level}
        onChange={(next) => change({ level: next })}
      />
      <TextInput
        type="date"
        label="Since"
        required
        withAsterisk={false}
        min="2000-01-01"
        max="2100-12-31"
        value={since}
        onChange={({ currentTarget }) => change({ since: currentTarget.value })}
      />
      {error && (
        <p role="alert" className={dialog.problem}>
          {faultWords(error, saving.error ? "set the goal" : "take the goal away")}
        </p>
      )}
      <div className={dialog.buttons}>
        {known && (
          <Button
            variant="default"
            mr="auto"
            loading={removing.isPending}
            onClick={() => !isBusy && removing.mutate(known.id)}
          >
            Take away
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={saving.isPending} disabled={!isWhole}>
          Set goal
        </Button>
      </div>
    </form>
  )
}

const codeOf = (currency: string): string => currency.trim().toLowerCase()

/** In which measure a goal is. */
function levelWords(figure: GoalFigure): string {
  if (isRateGoal(figure)) return "In percent."
  const what = isMoneyGoal(figure) ? "Whole units of the currency" : "Sessions"
  return `${what} in 30 days. Longer and shorter spans are measured by their days.`
}
