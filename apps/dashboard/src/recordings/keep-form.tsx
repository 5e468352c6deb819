import { Button, NativeSelect, NumberInput, Radio } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { recordingsBefore, recordingsCountQuery, sumOf } from "../api/delete-recordings.ts"
import { countWords } from "../exports/size-words.ts"
import dialog from "../parts/dialog.module.css"
import { Dialog } from "../parts/dialog.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { usePlace } from "../shell/workspace.ts"
import { hoursOf, type KeptSpan, keepWords, mostHours, spanOf } from "./keep-words.ts"
import classes from "./recordings.module.css"
import { useSettings } from "./use-settings.ts"

/** Offered first where they were kept for ever. */
const usual: KeptSpan = { amount: 90, unit: "days" }

/** For how long recordings are kept; a shorter time is asked once more, since it deletes. */
export function KeepForm({ keepHours }: { keepHours: number | null }) {
  const [isForEver, setIsForEver] = useState(keepHours === null)
  const [span, setSpan] = useState<{ amount: number | string; unit: KeptSpan["unit"] }>(
    keepHours === null ? usual : spanOf(keepHours),
  )
  const [asks, setAsks] = useState(false)
  const saving = useSettings()
  const amount = Number(span.amount)
  const hours = isForEver ? null : hoursOf({ ...span, amount })
  const isSayable = hours === null || (Number.isInteger(hours) && hours >= 1 && hours <= mostHours)
  const isShorter = hours !== null && (keepHours === null || hours < keepHours)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isSayable || hours === keepHours || saving.isPending) return
    if (isShorter) setAsks(true)
    else saving.mutate({ keepHours: hours })
  }
  return (
    <form className={classes.part} onSubmit={submit}>
      <Radio.Group
        aria-label="How long recordings are kept"
        value={isForEver ? "ever" : "span"}
        onChange={(value) => setIsForEver(value === "ever")}
      >
        <div className={classes.choices}>
          <Radio value="span" label="For a time; then they are deleted" />
          {!isForEver && (
            <div className={classes.span}>
              <NumberInput
                aria-label="How many"
                className={classes.amount ?? ""}
                min={1}
                max={span.unit === "days" ? mostHours / 24 : mostHours}
                allowDecimal={false}
                allowNegative={false}
                value={span.amount}
                error={!isSayable && span.amount !== "" && "From 1 hour to 3,650 days."}
                onChange={(value) => setSpan((now) => ({ ...now, amount: value }))}
              />
              <NativeSelect
                aria-label="Unit"
                data={["hours", "days"]}
                value={span.unit}
                onChange={({ currentTarget }) => {
                  const unit = currentTarget.value === "hours" ? "hours" : "days"
                  setSpan((now) => ({ ...now, unit }))
                }}
              />
            </div>
          )}
          <Radio value="ever" label="For ever" />
        </div>
      </Radio.Group>
      {saving.isError && (
        <p role="alert" className={classes.problem}>
          {faultWords(saving.error, "change how long recordings are kept")}
        </p>
      )}
      <Button
        type="submit"
        variant="default"
        disabled={!isSayable || hours === keepHours}
        loading={saving.isPending}
      >
        Save
      </Button>
      <Dialog title={`Keep recordings for ${keepWords(hours)}?`} isOpen={asks} onClose={() => setAsks(false)}>
        {asks && hours !== null && (
          <AskShorter
            hours={hours}
            onNo={() => setAsks(false)}
            onYes={() => {
              setAsks(false)
              saving.mutate({ keepHours: hours })
            }}
          />
        )}
      </Dialog>
    </form>
  )
}

/** Says how many a shorter time deletes at once. */
function AskShorter({ hours, onYes, onNo }: { hours: number; onYes: () => void; onNo: () => void }) {
  const { appId } = usePlace().workspace
  const [which] = useState(() => recordingsBefore(new Date(Date.now() - hours * 3_600_000)))
  const { data, error, isFetching } = useQuery(recordingsCountQuery(appId, which))
  const count = data && !isFetching ? sumOf(data) : null
  return (
    <div className={dialog.form}>
      <p role="status">
        {isFetching && "Counting the recordings that are older…"}
        {count === 0 && "None is older now."}
        {count !== null &&
          count > 0 &&
          `${countWords(count, "recording")} ${count === 1 ? "is" : "are"} older, and will be deleted for good within minutes.`}
        {error &&
          !isFetching &&
          faultWords(error, "count the recordings that are older, which will be deleted")}
      </p>
      <div className={dialog.buttons}>
        <Button variant="default" data-autofocus onClick={onNo}>
          Cancel
        </Button>
        <Button {...(count !== 0 && { color: "red.9" })} disabled={isFetching} onClick={onYes}>
          {count === null || count === 0
            ? `Keep for ${keepWords(hours)}`
            : `Delete ${countWords(count, "recording")}`}
        </Button>
      </div>
    </div>
  )
}
