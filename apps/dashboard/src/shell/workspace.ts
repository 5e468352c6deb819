import type { Me } from "@holdfast/protocol/dashboard"
import { createContext, useContext } from "react"

export type Workspace = Me["workspaces"][number]

/** Who is signed in, and which of their workspaces they look at. */
export interface Place {
  me: Me
  workspace: Workspace
}

const PlaceContext = createContext<Place | null>(null)
export const PlaceProvider = PlaceContext.Provider

/** Throws outside the shell, where nobody is known to be signed in. */
export function usePlace(): Place {
  const place = useContext(PlaceContext)
  if (!place) throw new Error("usePlace is only for pages inside the shell")
  return place
}
