import type { ExportFile } from "@holdfast/protocol/dashboard"
import { CopyButton } from "../../parts/copy-button.tsx"
import { shortDayAndTime } from "../../time/exact-time.ts"
import { countWords, sizeWords } from "../size-words.ts"
import classes from "./export-tray.module.css"

/** A file that is there: how large, until when, and what it adds up to. */
export function DoneFacts({ file }: { file: ExportFile }) {
  return (
    <>
      <p className="hf-figures">
        {countWords(file.rows, "row")} · {sizeWords(file.bytes)} · link works until{" "}
        {shortDayAndTime(new Date(file.expiresAt))}
      </p>
      <p className={classes.sum}>
        <span className={classes.quiet}>SHA-256</span>
        <code>{file.sha256}</code>
        <CopyButton text={file.sha256} what="SHA-256" />
      </p>
    </>
  )
}
