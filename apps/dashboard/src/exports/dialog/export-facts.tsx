import { type ExportChoice, largestSpreadsheet } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import type { ReactNode } from "react"
import { Notice } from "../../parts/notice.tsx"
import { problemWords } from "../../parts/problem-words.ts"
import { countWords, sizeWords } from "../size-words.ts"
import classes from "./export-dialog.module.css"
import type { Estimate } from "./use-estimate.ts"

interface ExportFactsProps {
  choice: ExportChoice
  estimate: Estimate
  filter: ReactNode
}

/** How many rows, how large, and which: told again whenever it changes. */
export function ExportFacts({ choice, estimate, filter }: ExportFactsProps) {
  const { rows, bytes, isOld, isSmall, isBusy, error } = estimate
  // the heading is a row of the sheet as well
  const isTooLong = choice.profile === "spreadsheet" && (rows ?? 0) + 1 > largestSpreadsheet
  return (
    <div className={classes.facts}>
      <p className={classes.numbers} role="status" aria-busy={isOld || (bytes === undefined && !error)}>
        {rows === undefined ? (
          <span className={classes.blankNumber} />
        ) : (
          <strong>{countWords(rows, "session")}</strong>
        )}
        {rows !== 0 && !error && (
          <span className={classes.size} data-old={isOld || bytes === undefined}>
            {bytes === undefined || isOld ? (
              <span className={classes.blankNumber} />
            ) : (
              `about ${sizeWords(bytes)}${choice.isCompressed && !isSmall ? " before compression" : ""}`
            )}
          </span>
        )}
      </p>
      {filter}
      {error && (
        <Notice
          tone="caution"
          title={problemWords(error, "estimate the size").title}
          action={
            <Button size="xs" variant="default" onClick={estimate.tryAgain}>
              Try again
            </Button>
          }
        >
          You can export all the same.
        </Notice>
      )}
      {isTooLong && (
        <Notice tone="caution" title="A spreadsheet program opens only the first 1,048,576 rows.">
          Machine and NDJSON are for programs that read them all.
        </Notice>
      )}
      {isBusy && !isSmall && (
        <Notice tone="calm" title="Another export of this workspace is being prepared.">
          This one can start when it is done.
        </Notice>
      )}
    </div>
  )
}
