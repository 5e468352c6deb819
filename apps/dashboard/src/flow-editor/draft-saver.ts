import type { DraftConflict, DraftSave, FlowDraft, SavedDraft } from "@holdfast/protocol/dashboard"
import type { BlueprintContent } from "@holdfast/protocol/flow"
import { Problem } from "../api/problem.ts"

/** What the line on top says. `why` is a sentence. */
export type SaveState = { kind: "saved" } | { kind: "saving" } | { kind: "unsaved"; why: string }

interface SaverParts {
  save: (body: DraftSave, keepalive: boolean) => Promise<SavedDraft>
  onState: (state: SaveState) => void
  /** @param content what the draft says now */
  onSaved: (saved: SavedDraft, content: BlueprintContent) => void
  /** Somebody else saved: answers what the draft says when both are brought together. */
  onConflict: (theirs: FlowDraft) => BlueprintContent
  /** What the draft is at. */
  revision: number
}

/** Long enough for a word, short enough that somebody who closes the window in a hurry has lost nothing. */
const quietMs = 500
/** Who types without a pause is saved all the same. */
const longestMs = 1500
/** Waits between tries; the last one again and again. */
const triesMs = [1000, 2000, 4000, 8000, 15_000]

export interface DraftSaver {
  /** The document has changed. */
  changed(content: BlueprintContent): void
  /** What other writers made of the draft is known: the next save is based on it. */
  basedOn(revision: number): void
  /** Saves at once what waits. Resolves when everything is saved; rejects with why it is not. */
  flush(): Promise<void>
  /** The page goes away: the last try. */
  leave(): void
  isSaved(): boolean
  /** Another try at once, such as when the network is back. */
  tryAgain(): void
  revision(): number
  /** Until it is started again, nothing more is written. */
  stop(): void
  start(): void
}

/**
 * Saves a draft by itself soon after the last key, one save at a time, and tries for as long as it takes. Nothing is
 * written before something has changed.
 */
export function makeDraftSaver({ save, onState, onSaved, onConflict, ...start }: SaverParts): DraftSaver {
  let revision = start.revision
  let waiting: BlueprintContent | null = null
  let isSaving = false
  let failures = 0
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let changedSince = 0
  let listeners: { done: () => void; failed: (error: Error) => void }[] = []

  const tell = (error: Error | null) => {
    const all = listeners
    listeners = []
    for (const { done, failed } of all) error ? failed(error) : done()
  }

  async function saveNow(): Promise<void> {
    clearTimeout(timer)
    if (isSaving || waiting === null || isStopped) return
    const content = waiting
    waiting = null
    isSaving = true
    // what failed is told until it works: "Saving" over and over would say nothing
    if (failures === 0) onState({ kind: "saving" })
    try {
      const saved = await save({ content, revision }, false)
      revision = saved.revision
      failures = 0
      onSaved(saved, content)
    } catch (error) {
      const theirs = conflictIn(error)
      if (theirs) {
        revision = theirs.revision
        waiting = onConflict(theirs)
      } else {
        waiting ??= content
        failures = willHelp(error) ? failures + 1 : 0
        onState({ kind: "unsaved", why: whyUnsaved(error) })
      }
      isSaving = false
      if (theirs) return saveNow()
      tell(error as Error)
      if (failures > 0) timer = setTimeout(saveNow, triesMs[Math.min(failures, triesMs.length) - 1])
      return
    }
    isSaving = false
    if (waiting !== null) return void schedule()
    onState({ kind: "saved" })
    tell(null)
  }

  function schedule(): void {
    if (isSaving || isStopped || failures > 0) return
    clearTimeout(timer)
    const left = longestMs - (Date.now() - changedSince)
    timer = setTimeout(saveNow, Math.max(0, Math.min(quietMs, left)))
  }

  return {
    changed(content) {
      if (waiting === null) changedSince = Date.now()
      waiting = content
      if (failures === 0) onState({ kind: "saving" })
      schedule()
    },
    basedOn(next) {
      revision = next
    },
    flush() {
      if (waiting === null && !isSaving) return Promise.resolve()
      return new Promise((done, failed) => {
        listeners.push({ done, failed })
        void saveNow()
      })
    },
    leave() {
      if (waiting === null) return
      // browsers take no more than 64 KiB along; a longer one was asked about before
      void save({ content: waiting, revision }, JSON.stringify(waiting).length < 30_000).catch(() => {})
    },
    tryAgain() {
      if (failures > 0) void saveNow()
    },
    isSaved: () => waiting === null && !isSaving,
    revision: () => revision,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
    start() {
      isStopped = false
    },
  }
}

function conflictIn(error: unknown): FlowDraft | null {
  if (!(error instanceof Problem) || error.code !== "draft_changed") return null
  return (error.body as DraftConflict | null)?.draft ?? null
}

/** A refusal stays one until something is changed. */
const willHelp = (error: unknown): boolean => !(error instanceof Problem) || error.kind !== "refused"

function whyUnsaved(error: unknown): string {
  if (!(error instanceof Problem)) return "something went wrong on this page"
  switch (error.kind) {
    case "away":
      return "Holdfast cannot be reached. It is tried again."
    case "signed-out":
      return "you are signed out. Sign in in another tab; nothing is lost meanwhile."
    case "refused":
      return error.message
    default:
      return "Holdfast has a fault. It is tried again."
  }
}
