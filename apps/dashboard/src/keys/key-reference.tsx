import type { ApiKey } from "@holdfast/protocol/dashboard"
import classes from "./key-reference.module.css"
import { keyName } from "./key-words.ts"

/** A key in a sentence: its name, and the first characters of its secret. */
export function KeyReference({ apiKey }: { apiKey: ApiKey }) {
  return (
    <>
      <bdi>“{keyName(apiKey)}”</bdi> (<code className={classes.hint}>{apiKey.hint}…</code>)
    </>
  )
}
