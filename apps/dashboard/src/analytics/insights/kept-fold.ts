import { useState } from "react"

const key = "holdfast-figures"

function readFold(): boolean {
  try {
    return localStorage.getItem(key) === "folded"
  } catch {
    return false
  }
}

/** Whether a person has folded the figures away, kept in this browser. */
export function useKeptFold(): [isFolded: boolean, fold: (isFolded: boolean) => void] {
  const [isFolded, setIsFolded] = useState(readFold)
  const fold = (next: boolean) => {
    setIsFolded(next)
    try {
      if (next) localStorage.setItem(key, "folded")
      else localStorage.removeItem(key)
    } catch {
      // it holds for this page then
    }
  }
  return [isFolded, fold]
}
