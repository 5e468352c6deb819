import { textPieces } from "@holdfast/protocol/flow"
import { withKeys } from "../../parts/with-keys.ts"
import classes from "./copy-field.module.css"

/** A text as customers will read it, with a chip where something of theirs stands, and what stands there without it. */
export function TextChips({ text }: { text: string }) {
  return (
    <p className={classes.chips}>
      {withKeys(textPieces(text)).map(({ item, key }) =>
        item.kind === "text" ? (
          <span key={key}>{item.text}</span>
        ) : (
          <span key={key} className={classes.chip}>
            {item.label ?? item.field}
            <span className={classes.fallback}>
              {item.fallback === "" ? "or nothing" : `or “${item.fallback}”`}
            </span>
          </span>
        ),
      )}
    </p>
  )
}
