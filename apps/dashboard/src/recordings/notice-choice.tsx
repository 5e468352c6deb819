import type { RecordingNotice } from "@holdfast/protocol/dashboard"
import { Radio } from "@mantine/core"
import { useState } from "react"
import { faultWords } from "../parts/fault-words.ts"
import classes from "./recordings.module.css"
import { useSettings } from "./use-settings.ts"

const choices: Readonly<Record<RecordingNotice, string>> = {
  "where-asked": "Where their region asks for it",
  always: "Everywhere",
  never: "Nowhere",
}

const isNotice = (value: string): value is RecordingNotice => Object.hasOwn(choices, value)

/** Which customers read in the flow that they are recorded; a choice holds at once. */
export function NoticeChoice({ notice }: { notice: RecordingNotice }) {
  // what was asked for shows at once; the answer, or the fault, takes its place
  const [wanted, setWanted] = useState<RecordingNotice | null>(null)
  const changing = useSettings({ onSettled: () => setWanted(null) })
  const change = (value: string) => {
    if (wanted !== null || !isNotice(value)) return
    setWanted(value)
    changing.mutate({ notice: value })
  }
  return (
    <div>
      <Radio.Group
        label="Tell customers that they are recorded"
        description="On each step: “This is recorded, without what you type.” In the customer’s language. Regions that ask for it are the European Union and the countries of Europe with a rule like its own, California and New York; and so does one that nobody knows."
        value={wanted ?? notice}
        aria-busy={wanted !== null}
        onChange={change}
      >
        <div className={classes.notices}>
          {Object.entries(choices).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </div>
      </Radio.Group>
      {changing.isError && (
        <p role="alert" className={classes.problem}>
          {faultWords(changing.error, "change what customers are told")}
        </p>
      )}
    </div>
  )
}
