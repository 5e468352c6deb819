import { Anchor, Button, TextInput } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { type FormEvent, type ReactNode, useRef, useState } from "react"
import { useFilterLabels } from "../analytics/toolbar/use-facet-labels.ts"
import { scopeOf } from "../analytics/view/scope-of.ts"
import { readView } from "../analytics/view/view.ts"
import {
  type RecordingsOf,
  recordingsBefore,
  recordingsInScope,
  recordingsOfCustomer,
} from "../api/delete-recordings.ts"
import { ViewChips } from "../exports/dialog/view-chips.tsx"
import { countWords } from "../exports/size-words.ts"
import { shorten } from "../parts/shorten.ts"
import { useNow } from "../parts/use-now.ts"
import { lastView } from "../shell/last-view.ts"
import { usePlace } from "../shell/workspace.ts"
import { dayOf, isDay, startOfDay } from "../time/day.ts"
import { exactDate } from "../time/exact-time.ts"
import { DeleteRecordingsDialog } from "./delete-recordings-dialog.tsx"
import classes from "./recordings.module.css"

/** What is asked to be deleted, and how a person reads it. */
interface Wanted {
  which: RecordingsOf
  words: ReactNode
}

/** Deleting by age, of one customer, and of what the Activity Stream shows. */
export function DeleteSection() {
  const { appId } = usePlace().workspace
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [news, setNews] = useState("")
  const ask = (next: Wanted) => {
    setNews("")
    setWanted(next)
    setIsOpen(true)
  }
  return (
    <div className={classes.ways}>
      <OlderThan onAsk={ask} />
      <OfCustomer onAsk={ask} />
      <OfView appId={appId} onAsk={ask} />
      <p role="status" className={classes.news}>
        {news}
      </p>
      {wanted && (
        <DeleteRecordingsDialog
          which={wanted.which}
          isOpen={isOpen}
          onClose={() => setIsOpen(false)}
          onDeleted={(count) => {
            setIsOpen(false)
            setNews(`${countWords(count, "recording")} deleted.`)
          }}
        >
          {wanted.words}
        </DeleteRecordingsDialog>
      )}
    </div>
  )
}

function OlderThan({ onAsk }: { onAsk: (wanted: Wanted) => void }) {
  const [day, setDay] = useState("")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isDay(day)) return
    const moment = startOfDay(day)
    onAsk({
      which: recordingsBefore(moment),
      words: <p>Of all sessions that began before {exactDate(moment)}, in every mode.</p>,
    })
  }
  return (
    <form className={classes.way} onSubmit={submit}>
      <TextInput
        type="date"
        label="Of sessions that began before"
        className={classes.field ?? ""}
        value={day}
        onChange={({ currentTarget }) => setDay(currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!isDay(day)}>
        Delete older ones…
      </Button>
    </form>
  )
}

function OfCustomer({ onAsk }: { onAsk: (wanted: Wanted) => void }) {
  const [id, setId] = useState("")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (id.trim() === "") return
    onAsk({
      which: recordingsOfCustomer(id.trim()),
      words: (
        <p>
          Of all sessions of the customer <bdi>{shorten(id.trim(), 200)}</bdi>, in every mode.
        </p>
      ),
    })
  }
  return (
    <form className={classes.way} onSubmit={submit}>
      <TextInput
        label="Of one customer, by customer ID"
        className={classes.field ?? ""}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        value={id}
        onChange={({ currentTarget }) => setId(currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={id.trim() === ""}>
        Delete the customer’s…
      </Button>
    </form>
  )
}

/** The view that this tab showed last, with its filters: so whoever filters there finds the same sessions here. */
function OfView({ appId, onAsk }: { appId: string; onAsk: (wanted: Wanted) => void }) {
  const today = dayOf(useNow())
  const search = useRef(lastView(appId) ?? { workspace: appId }).current
  const { view } = readView(search)
  const labelOf = useFilterLabels(appId, view.choices, undefined)
  const chips = <ViewChips view={view} today={today} labelOf={labelOf} label="Whose recordings" />
  return (
    <div className={classes.way} data-wide>
      <div className={classes.view}>
        <p className={classes.label}>Of what the Activity Stream shows</p>
        {chips}
        <p className={classes.dimmed}>
          To choose others, filter or search in{" "}
          <Anchor renderRoot={(props) => <Link to="/" search={search} {...props} />}>
            Cancellation Analytics
          </Anchor>{" "}
          and come back.
        </p>
      </div>
      <Button
        variant="default"
        onClick={() => onAsk({ which: recordingsInScope(scopeOf(view, appId, today)), words: chips })}
      >
        Delete these…
      </Button>
    </div>
  )
}
