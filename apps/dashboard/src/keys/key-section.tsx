import type { ApiKey, KeyKind } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { useId, useState } from "react"
import { Notice } from "../parts/notice.tsx"
import { PageSection } from "../parts/page-section.tsx"
import type { KeyDialog } from "./key-dialogs.tsx"
import classes from "./key-section.module.css"
import { KeyTable } from "./key-table.tsx"
import { isAccepted, kindWords } from "./key-words.ts"

interface KeySectionProps {
  kind: KeyKind
  /** Of every kind. */
  keys: readonly ApiKey[]
  onDialog: (dialog: KeyDialog) => void
}

/** The keys of one kind: those that are accepted, and on demand those that ended last. */
export function KeySection({ kind, keys, onDialog }: KeySectionProps) {
  const [showsEnded, setShowsEnded] = useState(false)
  const tableId = useId()
  const words = kindWords[kind]
  const ours = keys.filter((key) => key.kind === kind)
  const accepted = ours.filter(isAccepted)
  const ended = ours.filter((key) => !isAccepted(key))
  return (
    <PageSection
      title={words.title}
      aside={<span>{accepted.length === 0 ? "none" : accepted.length} in use</span>}
    >
      <div className={classes.head}>
        <p className={classes.purpose}>{words.purpose}</p>
        <Button
          id={`make-${kind}`}
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => onDialog({ kind: "make", of: kind })}
        >
          Create {words.one}
        </Button>
      </div>
      {accepted.length === 0 && <Notice tone={kind === "flow" ? "caution" : "calm"} title={words.empty} />}
      {accepted.length > 0 && <KeyTable label={words.title} keys={accepted} onDialog={onDialog} />}
      {ended.length > 0 && (
        <Button
          variant="subtle"
          size="xs"
          mt="sm"
          aria-expanded={showsEnded}
          aria-controls={tableId}
          onClick={() => setShowsEnded(!showsEnded)}
        >
          {showsEnded ? "Hide" : "Show"} {ended.length} ended {ended.length === 1 ? "key" : "keys"}
        </Button>
      )}
      <div id={tableId}>
        {showsEnded && ended.length > 0 && <KeyTable label={`${words.title} that ended`} keys={ended} />}
      </div>
    </PageSection>
  )
}
