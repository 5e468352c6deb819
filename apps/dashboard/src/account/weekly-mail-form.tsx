import {
  type Digest,
  type DigestChoice,
  type SavedView,
  weekdayNames,
  weekdays,
} from "@holdfast/protocol/dashboard"
import { Button, NativeSelect } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { digestsQuery, keepDigest } from "../api/digests.ts"
import { faultWords } from "../parts/fault-words.ts"
import { readableText } from "../parts/readable-text.ts"
import { TimeZoneSelect } from "../parts/time-zone-select.tsx"
import { ownTimeZone } from "../parts/time-zones.ts"
import classes from "./account.module.css"

interface WeeklyMailFormProps {
  appId: string
  digests: readonly Digest[]
  views: readonly SavedView[]
  /** The view that a link asks for; it may be none. */
  asked: string | null
}

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour}:00` }))
const days = weekdays.map((day) => ({ value: String(day), label: weekdayNames[day] }))

/** Begins a weekly mail, or changes that of a view which has one. */
export function WeeklyMailForm({ appId, digests, views, asked }: WeeklyMailFormProps) {
  const queries = useQueryClient()
  const choiceOf = (viewId: string | null): DigestChoice => {
    const known = digests.find((digest) => digest.viewId === viewId)
    const { weekday = 1, hour = 9, timeZone = ownTimeZone() } = known ?? {}
    return { viewId, weekday, hour, timeZone }
  }
  const [choice, setChoice] = useState(() => choiceOf(views.some(({ id }) => id === asked) ? asked : null))
  const saving = useMutation({
    mutationFn: () => keepDigest(appId, choice),
    onSuccess: () => queries.invalidateQueries(digestsQuery(appId)),
  })
  const change = (changes: Partial<DigestChoice>) => {
    saving.reset()
    setChoice((now) => ({ ...now, ...changes }))
  }
  const isKnown = digests.some(({ viewId }) => viewId === choice.viewId)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate()
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <NativeSelect
        className={classes.field ?? ""}
        label="Figures of"
        data={[
          { value: "", label: "All live sessions" },
          ...views.map(({ id, name }) => ({ value: id, label: readableText(name) ?? "Unnamed view" })),
        ]}
        value={choice.viewId ?? ""}
        onChange={({ currentTarget }) => {
          saving.reset()
          setChoice(choiceOf(currentTarget.value === "" ? null : currentTarget.value))
        }}
      />
      <NativeSelect
        className={classes.field ?? ""}
        label="Day"
        data={days}
        value={String(choice.weekday)}
        onChange={({ currentTarget }) => {
          const weekday = weekdays.find((day) => String(day) === currentTarget.value)
          if (weekday) change({ weekday })
        }}
      />
      <NativeSelect
        className={classes.field ?? ""}
        label="Time"
        data={hours}
        value={String(choice.hour)}
        onChange={({ currentTarget }) => change({ hour: Number(currentTarget.value) })}
      />
      <TimeZoneSelect
        className={classes.field ?? ""}
        description="The seven days are days of it, too."
        value={choice.timeZone}
        onChange={(timeZone) => change({ timeZone })}
      />
      {saving.isError && (
        <span role="alert" className={classes.problem}>
          {faultWords(saving.error, "save this weekly mail")}
        </span>
      )}
      <div className={classes.buttons}>
        <Button type="submit" variant="default" loading={saving.isPending}>
          {isKnown ? "Change this weekly mail" : "Mail me this every week"}
        </Button>
        <span role="status" className={classes.done}>
          {saving.isSuccess && "Saved"}
        </span>
      </div>
    </form>
  )
}
