import { notifyManager, useMutation } from "@tanstack/react-query"
import { useState } from "react"

/** A choice of a person that is kept as soon as it is made. */
export interface WantedChoice<T> {
  shown: T
  /** It was asked for, and no answer is here yet. */
  isAsked: boolean
  /** Why what was asked for last was not kept. */
  error: Error | null
  ask: (wanted: T) => void
}

/**
 * What was asked for shows from the click on; the answer, or what was there before a fault, takes its place. A mutation says only a
 * moment after the click that it is under way, so a tick or a list that goes by it jumps back until then.
 * @param kept what the server said last
 * @param keep is over when `kept` is what the server answers now
 */
export function useWanted<T>(kept: T, keep: (wanted: T) => Promise<unknown>): WantedChoice<T> {
  const [asked, setAsked] = useState<{ wanted: T } | null>(null)
  const keeping = useMutation({
    mutationFn: ({ wanted }: { wanted: T }) => keep(wanted),
    // behind those who are told of the answer, so that nothing shows what was there before
    onSettled: (_answer, _error, done) =>
      notifyManager.schedule(() => setAsked((now) => (now === done ? null : now))),
  })
  return {
    shown: asked ? asked.wanted : kept,
    isAsked: asked !== null,
    error: keeping.error,
    ask(wanted) {
      const next = { wanted }
      setAsked(next)
      keeping.mutate(next)
    },
  }
}
