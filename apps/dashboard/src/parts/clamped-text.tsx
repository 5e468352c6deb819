import { UnstyledButton } from "@mantine/core"
import { useId, useRef, useState } from "react"
import classes from "./clamped-text.module.css"
import { useIsCut } from "./use-is-cut.ts"

/** A customer's own words, as they were typed: at most four lines until the reader asks for more. */
export function ClampedText({ text, label }: { text: string; label: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const element = useRef<HTMLSpanElement>(null)
  const isCut = useIsCut(element, text)
  const id = useId()
  return (
    <>
      <span ref={element} id={id} dir="auto" className={`${classes.text} ${isOpen ? classes.open : ""}`}>
        {text}
      </span>
      {(isCut || isOpen) && (
        <UnstyledButton
          className={classes.more ?? ""}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? "Show less" : "Show more"}
          <span className={classes.of}> of the {label}</span>
        </UnstyledButton>
      )}
    </>
  )
}
