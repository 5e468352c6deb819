import { UnstyledButton } from "@mantine/core"
import { useId, useState } from "react"
import classes from "./clamped-text.module.css"
import { shorten } from "./shorten.ts"
import { useTabIndex } from "./tab-index.ts"
import { useIsCut } from "./use-is-cut.ts"

/** More than four lines of the widest row. */
const closedLength = 1200

interface ClampedTextProps {
  /** What the words answer, in bold before them. */
  lead?: string
  text: string
  /** What is cut, for a reader of the button alone, such as "feedback". */
  label: string
}

/** A customer's own words, as they were typed: at most four lines until the reader asks for more. */
export function ClampedText({ lead, text, label }: ClampedTextProps) {
  const [isOpen, setIsOpen] = useState(false)
  // Empty lines would take the place of words.
  const closed = shorten(text, closedLength).replace(/\n\s*\n/g, "\n")
  const { isCut, measure } = useIsCut(text)
  const id = useId()
  const tabIndex = useTabIndex()
  return (
    <>
      <span ref={measure} id={id} className={`${classes.text} ${isOpen ? classes.open : ""}`}>
        {lead !== undefined && <strong className={classes.lead}>{shorten(lead, 400)}</strong>}{" "}
        <bdi>{isOpen ? text : closed}</bdi>
      </span>
      {(isCut || isOpen || text.length > closedLength) && (
        <UnstyledButton
          tabIndex={tabIndex}
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
