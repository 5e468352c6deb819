import { createContext, type ReactNode, useContext, useState } from "react"

/** `by-itself` where something was put in: the person is busy elsewhere, and keeps the focus. */
type Opening = "by-hand" | "by-itself"

interface TrayState {
  isOpen: boolean
  isByHand: boolean
  show: (opening: Opening) => void
  hide: () => void
}

const TrayContext = createContext<TrayState | null>(null)

/** Whether the tray of exports is open, for its button and for whoever puts something in. */
export function TrayProvider({ children }: { children: ReactNode }) {
  const [opening, setOpening] = useState<Opening | null>(null)
  const state: TrayState = {
    isOpen: opening !== null,
    isByHand: opening === "by-hand",
    show: setOpening,
    hide: () => setOpening(null),
  }
  return <TrayContext value={state}>{children}</TrayContext>
}

/** Throws outside the shell, which has the only tray. */
export function useTray(): TrayState {
  const tray = useContext(TrayContext)
  if (!tray) throw new Error("useTray is only for what is inside the shell")
  return tray
}
