import {
  type LineNote,
  type ReadTranslations,
  readTranslations,
  writeTranslations,
} from "@holdfast/protocol/dashboard"
import { type BlueprintContent, languageName } from "@holdfast/protocol/flow"
import { Button, FileButton } from "@mantine/core"
import { useRef, useState } from "react"
import { countWords } from "../../exports/size-words.ts"
import { Notice } from "../../parts/notice.tsx"
import { saveBlob } from "../../parts/save-blob.ts"
import { useEditing } from "../editor-context.ts"
import classes from "./languages.module.css"
import { readTextFile } from "./read-text-file.ts"

interface TranslationFileProps {
  content: BlueprintContent
  language: string
  /** The name of the flow, for that of the file. */
  name: string
}

/** So many lines are named; who has more of them has another kind of file. */
const mostNotes = 20

/** The texts as a file for translators, out and in. What comes in is an edit like any other, so it can be undone. */
export function TranslationFile({ content, language, name }: TranslationFileProps) {
  const { isReadOnly, edit } = useEditing()
  const [told, setTold] = useState<ReadTranslations | string | null>(null)
  const reset = useRef<() => void>(null)
  const save = () => {
    const file = new Blob([writeTranslations(content, language)], { type: "text/csv;charset=utf-8" })
    saveBlob(file, `${name.replace(/[^\p{L}\p{N} -]/gu, "")} ${language}.csv`)
  }
  const read = async (file: File | null) => {
    reset.current?.()
    if (!file) return
    const text = await readTextFile(file)
    const found = typeof text === "string" ? readTranslations(content, language, text) : text.fault
    setTold(found)
    if (typeof found === "string") return
    edit((now) => {
      const again = readTranslations(now, language, text as string)
      return typeof again === "string" ? now : again.content
    })
  }
  return (
    <>
      <div className={classes.files}>
        <Button variant="default" size="xs" onClick={save}>
          Save as CSV
        </Button>
        {!isReadOnly && (
          <FileButton accept=".csv,.tsv,.txt,text/csv" resetRef={reset} onChange={(file) => void read(file)}>
            {(props) => (
              <Button {...props} variant="default" size="xs">
                Read a CSV…
              </Button>
            )}
          </FileButton>
        )}
      </div>
      {typeof told === "string" && <Notice tone="fault" role="alert" title={`Nothing was read. ${told}`} />}
      {told !== null && typeof told !== "string" && (
        <Notice
          tone={told.leftOut.length > 0 ? "caution" : "calm"}
          title={`${countWords(told.taken, `${languageName(language)} text`)} taken from the file, ${told.unchanged} as before, ${told.empty} without a translation.`}
        >
          <Lines notes={told.leftOut} what="was left out: it" />
          <Lines notes={told.stale} what="was taken, and" />
        </Notice>
      )}
    </>
  )
}

function Lines({ notes, what }: { notes: readonly LineNote[]; what: string }) {
  return (
    <>
      {notes.slice(0, mostNotes).map(({ line, note }) => (
        <span key={line} className={classes.line}>
          Line {line} {what} {note}.
        </span>
      ))}
      {notes.length > mostNotes && (
        <span className={classes.line}>And {countWords(notes.length - mostNotes, "line")} more.</span>
      )}
    </>
  )
}
