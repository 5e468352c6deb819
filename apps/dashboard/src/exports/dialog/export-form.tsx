import type { ExportChoice } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { type FormEvent, type ReactNode, useState } from "react"
import { Notice } from "../../parts/notice.tsx"
import { usePlace } from "../../shell/workspace.ts"
import { countWords } from "../size-words.ts"
import { ColumnPicker } from "./column-picker.tsx"
import classes from "./export-dialog.module.css"
import { ExportFacts } from "./export-facts.tsx"
import { ExportProblem } from "./export-problem.tsx"
import { FileChoices } from "./file-choices.tsx"
import { ProfileChoice } from "./profile-choice.tsx"
import { useEstimate } from "./use-estimate.ts"
import { type ExportSource, useExport } from "./use-export.ts"

interface ExportFormProps {
  source: ExportSource
  filter: ReactNode
  beginning: ExportChoice
  /** What was chosen last could not be had. */
  isForgotten: boolean
  onClose: () => void
}

/** How the file is to look, what it will hold, and the button that makes it. */
export function ExportForm({ source, filter, beginning, isForgotten, onClose }: ExportFormProps) {
  const { me } = usePlace()
  const [choice, setChoice] = useState(beginning)
  const estimate = useEstimate(source.scope, choice)
  const taking = useExport(source, onClose)
  const change = (changes: Partial<ExportChoice>) => setChoice((now) => ({ ...now, ...changes }))
  const hasColumns = choice.columns.length > 0 || choice.profile === "ndjson"
  const isNothing = estimate.rows === 0
  const take = (way: "download" | "background") => {
    if (!taking.isPending && hasColumns && !isNothing) taking.mutate({ choice, way })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    take(estimate.isSmall ? "download" : "background")
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <ExportFacts choice={choice} estimate={estimate} filter={filter} />
      {isForgotten && (
        <Notice tone="caution" title="Your last choice could not be loaded.">
          These are the defaults.
        </Notice>
      )}
      <ProfileChoice profile={choice.profile} onChange={(profile) => change({ profile })} />
      <FileChoices choice={choice} isSmall={estimate.isSmall} onChange={change} />
      {choice.profile === "ndjson" ? (
        <p className={classes.quiet}>Every line is a whole record, so there are no columns to choose.</p>
      ) : (
        <ColumnPicker
          columns={choice.columns}
          onChange={(next) => setChoice((now) => ({ ...now, columns: next(now.columns) }))}
        />
      )}
      <div className={classes.foot}>
        <ExportProblem
          error={taking.error}
          onBackground={() => take("background")}
          isPending={taking.isPending}
        />
        <p className={classes.quiet} id="export-delivery">
          {isNothing
            ? "No session matches, so there is nothing to export."
            : hasColumns
              ? deliveryWords(estimate.isSmall, me.isMailConfigured)
              : "Choose at least one column."}
        </p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={taking.isPending}
            disabled={isNothing || !hasColumns}
            aria-describedby="export-delivery"
          >
            {buttonWords(estimate.rows)}
          </Button>
        </div>
      </div>
    </form>
  )
}

function buttonWords(rows: number | undefined): string {
  if (rows === undefined) return "Export sessions"
  return rows === 0 ? "Nothing to export" : `Export ${countWords(rows, "session")}`
}

/** What happens when the button is pressed, before it is. */
function deliveryWords(isSmall: boolean, isMailConfigured: boolean): string {
  if (isSmall) return "Downloads at once in this browser. You can go on working meanwhile."
  return isMailConfigured
    ? "Prepared in the background. You get an email with a link that works for 24 hours."
    : "Prepared in the background. Mail is not configured here, so the link will be under Exports and on the Mail page."
}
