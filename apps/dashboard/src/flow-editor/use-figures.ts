import type { EditedFlow } from "@holdfast/protocol/dashboard"
import { type BlueprintContent, countDifferences, isSame } from "@holdfast/protocol/flow"
import { useEffect, useState } from "react"
import { type PlacedFault, placedFaults } from "./fault-places.ts"

/** What is told of a content that is edited. */
interface Figures {
  /** The same list for as long as it says the same, so that what hangs on it is not drawn again. */
  faults: readonly PlacedFault[]
  /** How far it is from what is live; null until it is known. */
  differences: number | null
}

/** So long after the last key they are found: none of them is worth waiting for a letter. */
const quietMs = 150

/** Finds what is told of a content, after the key and one figure at a time, so that none of it is felt while one types. */
export function useFigures(content: BlueprintContent, live: EditedFlow["live"]): Figures {
  const [faults, setFaults] = useState<readonly PlacedFault[]>([])
  const [differences, setDifferences] = useState<number | null>(null)
  useEffect(() => {
    const ofFaults = setTimeout(() => {
      const found = placedFaults(content)
      setFaults((before) => (isSame(before, found) ? before : found))
    }, quietMs)
    return () => clearTimeout(ofFaults)
  }, [content])
  useEffect(() => {
    // a task of its own
    const ofDifferences = setTimeout(
      () => setDifferences(live ? countDifferences(live.content, content) : 0),
      quietMs + 1,
    )
    return () => clearTimeout(ofDifferences)
  }, [content, live])
  return { faults, differences }
}
