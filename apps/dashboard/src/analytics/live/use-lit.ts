import { useEffect, useState } from "react"
import type { ShownStream } from "../../api/shown-stream.ts"

const litMs = 2500

/** The rows to light for a moment: those that just changed or came in. The light goes on and off without motion. */
export function useLit({ changed, added }: ShownStream): ReadonlySet<string> {
  const [lit, setLit] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (changed.length + added.length > 0) setLit(new Set([...changed, ...added]))
  }, [changed, added])
  useEffect(() => {
    if (lit.size === 0) return
    const timer = setTimeout(() => setLit(new Set()), litMs)
    return () => clearTimeout(timer)
  }, [lit])
  return lit
}
