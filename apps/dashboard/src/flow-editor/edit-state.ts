import { type BlueprintContent, isSame, withoutOrphans } from "@holdfast/protocol/flow"

/** The document of an editor with the way back: a content is never changed in place. */
export interface EditState {
  content: BlueprintContent
  past: readonly BlueprintContent[]
  future: readonly BlueprintContent[]
  /** What was edited last, so that typing on in one field is one step back. */
  lastField: string | null
}

export type EditAction =
  /** `field` names what is typed into; null for an act that is a step of its own. */
  | { type: "edit"; change: (content: BlueprintContent) => BlueprintContent; field: string | null }
  | { type: "undo" | "redo" }
  /** The person went elsewhere: what is typed next is a step of its own. */
  | { type: "pause" }
  /** Somebody else's edits came in. They are no step of this person, who goes back over their own alone. */
  | { type: "merged"; rebase: (content: BlueprintContent) => BlueprintContent }

/** So many steps lead back. */
const mostSteps = 200

export const startEditing = (content: BlueprintContent): EditState => ({
  content,
  past: [],
  future: [],
  lastField: null,
})

export function editReducer(state: EditState, action: EditAction): EditState {
  const { content, past, future, lastField } = state
  switch (action.type) {
    case "edit": {
      // a part that is gone takes what it was in other languages along
      const changed = withoutOrphans(action.change(content))
      if (changed === content || isSame(changed, content)) return state
      const goesOn = action.field !== null && action.field === lastField
      return {
        content: changed,
        past: goesOn ? past : [...past, content].slice(-mostSteps),
        future: [],
        lastField: action.field,
      }
    }
    case "undo": {
      const before = past.at(-1)
      if (!before) return state
      return { content: before, past: past.slice(0, -1), future: [content, ...future], lastField: null }
    }
    case "redo": {
      const [next, ...rest] = future
      if (!next) return state
      return { content: next, past: [...past, content], future: rest, lastField: null }
    }
    case "pause":
      return lastField === null ? state : { ...state, lastField: null }
    case "merged": {
      const { rebase } = action
      return { content: rebase(content), past: past.map(rebase), future: future.map(rebase), lastField: null }
    }
  }
}
