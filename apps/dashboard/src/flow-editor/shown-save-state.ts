import type { SaveState } from "./draft-saver.ts"
import { saveWords } from "./editor-words.ts"

/** What the line on top says of the draft, for whoever draws it. */
export interface ShownSaveState {
  now: () => SaveState
  subscribe: (listener: () => void) => () => void
  /** Tells the listeners where it says something else than before. */
  set: (next: SaveState) => void
}

export function makeShownSaveState(): ShownSaveState {
  let state: SaveState = { kind: "saved" }
  const listeners = new Set<() => void>()
  return {
    now: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(next) {
      if (saveWords(next) === saveWords(state)) return
      state = next
      for (const listener of listeners) listener()
    },
  }
}
