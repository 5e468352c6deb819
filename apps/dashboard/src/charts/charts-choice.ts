import { useSyncExternalStore } from "react"

const key = "holdfast-charts"
const listeners = new Set<() => void>()

const lessData = () => matchMedia("(prefers-reduced-data: reduce)").matches

function readChoice(): "charts" | "tables" {
  try {
    const kept = localStorage.getItem(key)
    if (kept === "charts" || kept === "tables") return kept
  } catch {
    // a browser that keeps nothing has no choice to read
  }
  return lessData() ? "tables" : "charts"
}

/** Whether a person reads charts or the tables behind them, kept in this browser. Who asked for less data gets tables first. */
export function keepChoice(choice: "charts" | "tables"): void {
  try {
    localStorage.setItem(key, choice)
  } catch {
    // it holds for this page then
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener("storage", listener)
  return () => {
    listeners.delete(listener)
    removeEventListener("storage", listener)
  }
}

export const useChartsChoice = (): "charts" | "tables" => useSyncExternalStore(subscribe, readChoice)
