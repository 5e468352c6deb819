import type { RecordedLog } from "@holdfast/protocol/recording"

/** What was around the flow at a moment: whether its tab was in front, and whether it stood on dark. */
export function aroundAt({ head, moves }: RecordedLog, ms: number): { isVisible: boolean; isDark: boolean } {
  let isVisible = true
  let isDark = head?.isDark ?? false
  for (const [at, kind, first] of moves) {
    if (at > ms) break
    if (kind === "visible") isVisible = first === 1
    if (kind === "dark") isDark = first === 1
  }
  return { isVisible, isDark }
}
