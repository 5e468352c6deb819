import { Progress } from "@mantine/core"
import { digits } from "../../parts/digits.ts"
import { countWords, sizeWords } from "../size-words.ts"
import classes from "./export-tray.module.css"

interface TrayProgressProps {
  /** What progresses, for a screen reader. */
  label: string
  rowsDone: number
  rowsExpected: number
  bytesDone: number
}

/** How far a file is, in rows of those expected, and in bytes. */
export function TrayProgress({ label, rowsDone, rowsExpected, bytesDone }: TrayProgressProps) {
  const share = rowsExpected === 0 ? 0 : Math.min(100, (100 * rowsDone) / rowsExpected)
  return (
    <>
      <Progress.Root className={classes.bar ?? ""} size={6} transitionDuration={100}>
        <Progress.Section value={share} aria-label={label} />
      </Progress.Root>
      <p className={`${classes.quiet} hf-figures`}>
        {digits.format(rowsDone)} of {countWords(rowsExpected, "row")} · {sizeWords(bytesDone)}
      </p>
    </>
  )
}
