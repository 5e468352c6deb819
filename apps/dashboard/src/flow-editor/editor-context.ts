import type { BlueprintContent } from "@holdfast/protocol/flow"
import { createContext, useContext } from "react"
import { changePart } from "./edits.ts"
import type { PlacedFault } from "./fault-places.ts"

export type Change = (content: BlueprintContent) => BlueprintContent

/** What every field of the editor can do. It never changes, so that a key draws nothing again but its own field. */
export interface Editing {
  isReadOnly: boolean
  /** @param field names what is typed into; null for an act that is a step of its own */
  edit: (change: Change, field?: string | null) => void
}

const EditingContext = createContext<Editing>({ isReadOnly: true, edit: () => {} })
export const EditingProvider = EditingContext.Provider
export const useEditing = (): Editing => useContext(EditingContext)

/** The faults by the name of their field; the same map for as long as nothing of them changes. */
const FaultContext = createContext<ReadonlyMap<string, PlacedFault>>(new Map())
export const FaultProvider = FaultContext.Provider
export const useFault = (field: string): PlacedFault | null => useContext(FaultContext).get(field) ?? null
export const useFaults = (): ReadonlyMap<string, PlacedFault> => useContext(FaultContext)

/** Edits of one part. */
export function usePart<T extends { guid: string }>(guid: string) {
  const { edit } = useEditing()
  return {
    /** @param field the name of what is typed into, inside the part */
    change: (change: (part: T) => T | null, field: string | null = null) =>
      edit((content) => changePart(content, guid, change), field === null ? null : `${guid}:${field}`),
  }
}
