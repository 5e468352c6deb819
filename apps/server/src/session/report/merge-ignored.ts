import type { Ignored } from "@holdfast/protocol/schema"

/** As many as a person reads; a client that sends more of them sends all of them wrong. */
const mostKept = 50
const longestPath = 300

/**
 * What could not be read in any report of a session: what is stored, and what a report adds to it.
 * @returns what is to be stored, the very same where there is nothing to add
 */
export function mergeIgnored(
  stored: readonly Ignored[] | null,
  added: readonly Ignored[] | undefined,
): readonly Ignored[] | null {
  if (!added || added.length === 0) return stored
  const all = new Map((stored ?? []).map((each) => [keyOf(each), each]))
  for (const { path, why } of added) {
    if (all.size >= mostKept) break
    const each = { path: storable(path), why }
    all.set(keyOf(each), each)
  }
  return [...all.values()]
}

const keyOf = ({ path, why }: Ignored) => `${path}\n${why}`

/** A path may be made of names that a client chose. */
const storable = (path: string) => path.replaceAll("\0", "\ufffd").slice(0, longestPath).toWellFormed()
