import { useSyncExternalStore } from "react"
import type { SaveState } from "./draft-saver.ts"
import { saveWords } from "./editor-words.ts"
import classes from "./flow-editor.module.css"
import type { ShownSaveState } from "./shown-save-state.ts"

/** Whether the draft is saved. It follows that by itself: "Saving" and "Saved" draw nothing else of the editor. */
export function SaveLine({ shown }: { shown: ShownSaveState }) {
  const state: SaveState = useSyncExternalStore(shown.subscribe, shown.now)
  return (
    <span role="status" className={state.kind === "unsaved" ? classes.unsaved : undefined}>
      {saveWords(state)}
    </span>
  )
}
