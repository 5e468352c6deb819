import { ClampedText } from "./clamped-text.tsx"
import { readableText } from "./readable-text.ts"

/** Longer texts are laid out in full only on demand: a page of a flow may hold dozens of them. */
const long = 600

/** Somebody's text within ours, whatever is in it: its own direction, no silent characters, cut until asked for. */
export function InlineText({ text, otherwise = "" }: { text: string; otherwise?: string }) {
  const words = readableText(text) ?? otherwise
  return words.length <= long ? <bdi>{words}</bdi> : <ClampedText text={words} label="text" />
}
