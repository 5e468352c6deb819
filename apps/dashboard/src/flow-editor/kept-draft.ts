import type { BlueprintContent } from "@holdfast/protocol/flow"

/** What could not be saved, with what it was made of, so that it can be brought together with what others did since. */
interface KeptDraft {
  base: BlueprintContent
  content: BlueprintContent
}

const keyOf = (appId: string, flowId: string) => `holdfast.draft.${appId}.${flowId}`

/** Keeps in this browser what the server does not have, for a tab that is closed meanwhile; null when it has it. */
export function keepUnsaved(appId: string, flowId: string, kept: KeptDraft | null): void {
  try {
    if (kept) localStorage.setItem(keyOf(appId, flowId), JSON.stringify(kept))
    else localStorage.removeItem(keyOf(appId, flowId))
  } catch {
    // a browser that keeps nothing still has it in this tab
  }
}

/** What an earlier tab could not save; null where there is nothing. It stays until it is saved. */
export function takeUnsaved(appId: string, flowId: string): KeptDraft | null {
  try {
    const kept: Partial<KeptDraft> | null = JSON.parse(localStorage.getItem(keyOf(appId, flowId)) ?? "null")
    return kept?.base && Array.isArray(kept.content?.steps)
      ? { base: kept.base, content: kept.content }
      : null
  } catch {
    return null
  }
}
