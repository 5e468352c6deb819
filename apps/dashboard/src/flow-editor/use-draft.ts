import type { EditedFlow, FlowDraft } from "@holdfast/protocol/dashboard"
import { type BlueprintContent, isSame, type MergeConflict, mergeContents } from "@holdfast/protocol/flow"
import { startTransition, useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from "react"
import { readEditedFlow, saveDraft } from "../api/flows.ts"
import { type DraftSaver, makeDraftSaver } from "./draft-saver.ts"
import { editReducer, startEditing } from "./edit-state.ts"
import type { Change } from "./editor-context.ts"
import { settle } from "./edits.ts"
import { followFlow } from "./follow-flow.ts"
import { keepUnsaved, takeUnsaved } from "./kept-draft.ts"
import { makeShownSaveState } from "./shown-save-state.ts"

/** A field that this person and somebody else changed at the same time. */
export interface Clash extends MergeConflict {
  /** Tells it apart from others of the same field. */
  id: number
  /** Who the other is, where it is known. */
  by: string | null
}

let lastId = 0
const nextId = () => ++lastId

/** A flow while it is edited: the document, what of it is saved, and what others do meanwhile. */
export function useDraft(appId: string, start: EditedFlow, isReadOnly: boolean) {
  const { id: flowId } = start.flow
  const [edited, setEdited] = useState(start)
  const [state, dispatch] = useReducer(editReducer, start.draft.content, startEditing)
  const [saveState] = useState(makeShownSaveState)
  const [clashes, setClashes] = useState<Clash[]>([])
  const [note, setNote] = useState<string | null>(null)
  const [people, setPeople] = useState<{ id: string; name: string; isMe: boolean }[]>([])
  /** What the server has, as far as it is known here: what both sides of a merge began with. */
  const base = useRef(start.draft.content)
  const latest = useRef(state.content)
  /** What the saver has last. */
  const handed = useRef(state.content)
  useLayoutEffect(() => {
    latest.current = state.content
  })

  const mergeIn = useCallback(({ content: theirs, updatedBy }: FlowDraft): BlueprintContent => {
    const before = base.current
    const { content, conflicts } = mergeContents(before, latest.current, theirs)
    const by = updatedBy?.name ?? null
    base.current = theirs
    handed.current = content
    latest.current = content
    dispatch({ type: "merged", rebase: (old) => mergeContents(before, old, theirs).content })
    if (conflicts.length > 0)
      setClashes((now) => [...now, ...conflicts.map((each) => ({ ...each, id: nextId(), by }))])
    else setNote(`${by ?? "Somebody"} changed this flow too. Both of your edits are kept.`)
    return content
  }, [])

  const saver = useRef<DraftSaver | null>(null)
  saver.current ??= makeDraftSaver({
    revision: start.draft.revision,
    save: (body, keepalive) => saveDraft(appId, flowId, body, keepalive),
    onState(next) {
      saveState.set(next)
      keepUnsaved(
        appId,
        flowId,
        next.kind === "unsaved" ? { base: base.current, content: latest.current } : null,
      )
    },
    onSaved(_, content) {
      base.current = content
    },
    onConflict: mergeIn,
  })
  const draft = saver.current

  useEffect(() => {
    if (isReadOnly || state.content === handed.current || isSame(state.content, handed.current)) return
    handed.current = state.content
    draft.changed(state.content)
  }, [state.content, draft, isReadOnly])

  // what a tab could not save before it was closed
  useEffect(() => {
    const kept = isReadOnly ? null : takeUnsaved(appId, flowId)
    if (!kept || isSame(kept.content, start.draft.content)) return
    const { content, conflicts } = mergeContents(kept.base, kept.content, start.draft.content)
    dispatch({ type: "edit", change: () => content, field: null })
    setNote("What could not be saved last time is here again.")
    if (conflicts.length > 0) setClashes(conflicts.map((each) => ({ ...each, id: nextId(), by: null })))
  }, [appId, flowId, isReadOnly, start])

  useEffect(() => {
    draft.start()
    const hide = () => void (document.hidden && draft.flush().catch(() => {}))
    const online = () => draft.tryAgain()
    const leave = () => draft.leave()
    document.addEventListener("visibilitychange", hide)
    window.addEventListener("online", online)
    window.addEventListener("pagehide", leave)
    return () => {
      document.removeEventListener("visibilitychange", hide)
      window.removeEventListener("online", online)
      window.removeEventListener("pagehide", leave)
      draft.leave()
      draft.stop()
    }
  }, [draft])

  /** Brings what the server has here, where it is newer. */
  const readAgain = useCallback(async () => {
    const now = await readEditedFlow(appId, flowId)
    setEdited(now)
    if (draft.isSaved() && now.draft.revision !== draft.revision()) {
      if (!isSame(now.draft.content, base.current)) mergeIn(now.draft)
      base.current = now.draft.content
      draft.basedOn(now.draft.revision)
    }
  }, [appId, flowId, draft, mergeIn])

  useEffect(
    () =>
      followFlow(appId, flowId, {
        onPeople: (people) => startTransition(() => setPeople(people)),
        onNews: () => void readAgain().catch(() => {}),
        isKnown: (revision) => !draft.isSaved() || revision === draft.revision(),
      }),
    [appId, flowId, draft, readAgain],
  )

  /** The draft became something else on the server, by an act of this person: it can be undone here. */
  const replace = useCallback(
    (now: EditedFlow) => {
      const { content, revision } = now.draft
      base.current = content
      handed.current = content
      draft.basedOn(revision)
      setEdited(now)
      dispatch({ type: "edit", change: () => content, field: null })
    },
    [draft],
  )

  return {
    edited,
    content: state.content,
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    saveState,
    clashes,
    note,
    people,
    edit: useCallback(
      (change: Change, field: string | null = null) => dispatch({ type: "edit", change, field }),
      [],
    ),
    undo: useCallback(() => dispatch({ type: "undo" }), []),
    redo: useCallback(() => dispatch({ type: "redo" }), []),
    pause: useCallback(() => dispatch({ type: "pause" }), []),
    /** Says a sentence to the person, until they have read it. */
    tell: setNote,
    hideNote: () => setNote(null),
    /** One of two values that clashed is chosen. */
    choose(clash: Clash, value: unknown) {
      setClashes((now) => now.filter((each) => each !== clash))
      dispatch({ type: "edit", change: (content) => settle(content, clash, value), field: null })
    },
    /** Saves at once what waits. */
    flush: draft.flush,
    isSaved: draft.isSaved,
    revision: draft.revision,
    readAgain,
    replace,
  }
}

export type Draft = ReturnType<typeof useDraft>
