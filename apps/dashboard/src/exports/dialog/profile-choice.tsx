import type { ExportProfile } from "@holdfast/protocol/dashboard"
import { useEffect, useId, useRef } from "react"
import { profileWords } from "../profile-words.ts"
import classes from "./profile-choice.module.css"

const profiles: { id: ExportProfile; purpose: string }[] = [
  {
    id: "spreadsheet",
    purpose: "For Excel, Numbers or Google Sheets: readable headings, local times, prices in whole units.",
  },
  {
    id: "machine",
    purpose: "CSV for programs: field names, ISO 8601 times in UTC, prices in minor units.",
  },
  { id: "ndjson", purpose: "For programs that read the Data API: one whole record a line." },
]

/** What the file is for. */
export function ProfileChoice({
  profile,
  onChange,
}: {
  profile: ExportProfile
  onChange: (profile: ExportProfile) => void
}) {
  const name = useId()
  const chosen = useRef<HTMLInputElement>(null)
  // the dialog looks for its first focus before the last choice is there
  useEffect(() => chosen.current?.focus(), [])
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>Format</legend>
      <div className={classes.cards}>
        {profiles.map(({ id, purpose }) => (
          <label key={id} className={classes.card} data-chosen={id === profile}>
            <input
              type="radio"
              name={name}
              className={classes.input}
              ref={id === profile ? chosen : null}
              checked={id === profile}
              data-autofocus={id === profile || undefined}
              aria-labelledby={`${name}-${id}`}
              aria-describedby={`${name}-${id}-purpose`}
              onChange={() => onChange(id)}
            />
            <span id={`${name}-${id}`} className={classes.name}>
              <span className={classes.dot} aria-hidden />
              {profileWords[id]}
            </span>
            <span id={`${name}-${id}-purpose`} className={classes.purpose}>
              {purpose}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
