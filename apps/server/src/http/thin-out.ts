import { jsonBytes } from "../session/import/json-bytes.ts"

const { quote, backslash, comma, openList, closeList, openObject, closeObject } = jsonBytes

/**
 * The most lists and objects of one body. Up to here parsing costs the server what it costs any program; behind 150,000
 * its small young generation (decision 11) copies all of them, which takes three times as long (decision 53).
 */
export const mostContainers = 100_000

/** Whatever reads a list gives up, or goes on at its end, before so many entries: 2,000 keys are the most that are kept. */
const keptOfBegin = 2048

/** A list that is too long keeps its last hundred. */
const keptOfEnd = 128

/**
 * A body in which nothing is left of which there is too much to parse: where it has too many lists and objects, the
 * entries in the middle of a very long list, at which nobody looks, become zeros, not even read as JSON. Any other body
 * stays as it is, and one under 200,000 characters is not looked at.
 * @param text JSON, or what somebody sent in its place
 * @param mayCut its reader takes a list that is too long by its ends
 * @returns null where it has too many all the same
 */
export function thinOut(text: string, mayCut: boolean): string | null {
  if (!mayHaveTooMany(text)) return text
  const { containers, middles } = lookOver(text)
  if (containers <= mostContainers) return text
  if (!mayCut || middles.length === 0) return null
  return thinOut(withZeros(text, middles), false)
}

/** By the opening brackets, those within texts too: where there are few, this costs next to nothing. */
function mayHaveTooMany(text: string): boolean {
  // each has two brackets
  if (text.length < 2 * mostContainers) return false
  let brackets = 0
  for (const bracket of ["{", "["]) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      if (++brackets > mostContainers) return true
    }
  }
  return false
}

/** Entries of a list, from the beginning of the first to the beginning of the one behind them. */
interface Middle {
  from: number
  to: number
  entries: number
}

/** Counts lists and objects and finds the middles of long lists, by brackets and quotes alone. */
function lookOver(text: string): { containers: number; middles: Middle[] } {
  const middles: Middle[] = []
  let containers = 0
  /** Of the list that is open: its entries so far; 0 in an object. */
  let entries = 0
  /** The same of those around it. */
  const around: number[] = []
  // of a long list, by its depth: where its middle begins; where its last entries begin, in turns
  const froms: number[] = []
  const lasts: Int32Array[] = []
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === quote) i = endOfText(text, i)
    else if (unit === openList || unit === openObject) {
      containers++
      around.push(entries)
      entries = unit === openList ? 1 : 0
    } else if (unit === comma && entries > 0) {
      if (++entries <= keptOfBegin) continue
      const depth = around.length
      if (entries === keptOfBegin + 1) froms[depth] = i + 1
      const last = lasts[depth] ?? new Int32Array(keptOfEnd)
      last[entries % keptOfEnd] = i + 1
      lasts[depth] = last
    } else if (unit === closeList || unit === closeObject) {
      const between = entries - keptOfBegin - keptOfEnd
      if (between > 0) {
        const from = froms[around.length]
        // that of the first behind the middle, counted from 1
        const to = lasts[around.length]?.[(keptOfBegin + between + 1) % keptOfEnd]
        if (from !== undefined && to !== undefined) middles.push({ from, to, entries: between })
      }
      entries = around.pop() ?? 0
    }
  }
  return { containers, middles }
}

/** So many letters are looked at one by one; for a longer text it is faster to ask where a quote is. */
const shortText = 32

/** Where the quote is that ends the text; the end of everything where there is none. */
function endOfText(text: string, begin: number): number {
  let plain = 0
  for (let i = begin + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === quote) return i
    if (unit === backslash) {
      i++
      plain = 0
    } else if (++plain === shortText) {
      const next = text.indexOf('"', i + 1)
      if (next < 0) return text.length
      let before = next
      while (before > i + 1 && text.charCodeAt(before - 1) === backslash) before--
      // an odd number of backslashes: the last one escapes it
      if ((next - before) % 2 === 0) return next
      i = next
      plain = 0
    }
  }
  return text.length
}

function withZeros(text: string, middles: readonly Middle[]): string {
  let thin = ""
  let at = 0
  for (const { from, to, entries } of middles.toSorted((a, b) => a.from - b.from)) {
    // within a middle that is gone
    if (from < at) continue
    thin += text.slice(at, from) + "0,".repeat(entries)
    at = to
  }
  return thin + text.slice(at)
}
