import type { FlowHistoryVersion } from "@holdfast/protocol/dashboard"
import { Button, Radio } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { countWords } from "../../exports/size-words.ts"
import { rateWords } from "../../flows/flow-row-words.ts"
import { EmptyList } from "../../parts/empty-list.tsx"
import { Moment } from "../../parts/moment.tsx"
import quiet from "../../parts/quiet-link.module.css"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import { keepWorkspace } from "../../shell/keep-workspace.ts"
import { translatedWords } from "../languages/language-choices.ts"
import classes from "./history.module.css"
import { RestoreDialog } from "./restore-dialog.tsx"
import { VersionDifference } from "./version-difference.tsx"

interface HistoryListProps {
  flowId: string
  /** Newest first. */
  versions: readonly FlowHistoryVersion[]
  canRestore: boolean
}

/** The versions of a flow with who, when, why and how they did; any two can be held against each other. */
export function HistoryList({ flowId, versions, canRestore }: HistoryListProps) {
  const [newest, before] = versions
  const [older, setOlder] = useState(before?.blueprintId ?? null)
  const [newer, setNewer] = useState(newest?.blueprintId ?? null)
  const [restored, setRestored] = useState<FlowHistoryVersion | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  if (!newest) {
    return (
      <EmptyList title="Nothing was published yet">
        <p>Each version that customers saw will stand here, with who published it and how it did.</p>
      </EmptyList>
    )
  }
  return (
    <>
      {versions.length > 1 && (
        <p className={classes.legend}>
          Compare any two: the left mark is the earlier one, the right mark the later.
        </p>
      )}
      <ol className={classes.list}>
        {versions.map((version) => {
          const { blueprintId, publishedBy, publishedAt, note, results, translated } = version
          const name = `Version ${version.version}`
          return (
            <li key={blueprintId} className={classes.row}>
              {versions.length > 1 && (
                <span className={classes.marks}>
                  <Radio
                    name="older"
                    aria-label={`Compare from ${name}`}
                    checked={older === blueprintId}
                    onChange={() => setOlder(blueprintId)}
                  />
                  <Radio
                    name="newer"
                    aria-label={`Compare to ${name}`}
                    checked={newer === blueprintId}
                    onChange={() => setNewer(blueprintId)}
                  />
                </span>
              )}
              <div className={classes.words}>
                <p className={classes.name}>
                  <Link
                    to="/versions/$blueprintId"
                    params={{ blueprintId }}
                    search={keepWorkspace}
                    className={quiet.link ?? ""}
                  >
                    {name}
                  </Link>
                  {version === newest && <span className={classes.live}>Live</span>}
                </p>
                <p className={classes.note}>
                  <Moment at={publishedAt} />
                  {publishedBy.name !== null && (
                    <> by {shorten(readableText(publishedBy.name) ?? "somebody", 80)}</>
                  )}
                </p>
                {translated.map((each) => (
                  <p key={each.language} className={classes.note}>
                    {translatedWords(each)}
                  </p>
                ))}
                {note !== null && (
                  <p className={classes.reason}>
                    <bdi>{readableText(note)}</bdi>
                  </p>
                )}
              </div>
              <p className={`${classes.results} hf-figures`}>
                {countWords(results.sessions, "session")}
                {results.saveRate !== null && (
                  <span className={classes.note}>save rate {rateWords(results.saveRate)}</span>
                )}
              </p>
              {canRestore && (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={`Restore ${name} as the draft`}
                  onClick={() => {
                    setRestored(version)
                    setIsAsking(true)
                  }}
                >
                  Restore…
                </Button>
              )}
            </li>
          )
        })}
      </ol>
      {older !== null && newer !== null && versions.length > 1 && (
        <VersionDifference older={older} newer={newer} versions={versions} />
      )}
      {restored && (
        <RestoreDialog
          flowId={flowId}
          version={restored}
          isOpen={isAsking}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  )
}
