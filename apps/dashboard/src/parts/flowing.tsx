import { readableText } from "./readable-text.ts"
import { shorten } from "./shorten.ts"

/** More than any page of a flow says at once; laying out very long texts freezes the page. */
const most = 2000

/** Somebody's text within ours, whatever is in it: its own direction, no silent characters, not without end. */
export function Flowing({ text, otherwise = "" }: { text: string; otherwise?: string }) {
  return <bdi>{shorten(readableText(text) ?? otherwise, most)}</bdi>
}
