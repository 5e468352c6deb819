import { Textarea } from "@mantine/core"
import { laidOut } from "./webhook-words.ts"
import classes from "./webhooks.module.css"

/** What was sent or answered: a field, so that a long one can be scrolled and selected with the keyboard. */
export function BodyText({ label, text }: { label: string; text: string }) {
  return (
    <Textarea
      label={label}
      classNames={{ input: classes.text ?? "" }}
      value={laidOut(text)}
      readOnly
      autosize
      maxRows={16}
      spellCheck={false}
    />
  )
}
