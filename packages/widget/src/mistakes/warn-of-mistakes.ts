import type { FlowOptions } from "../options.ts"
import { optionMistakes } from "./option-mistakes.ts"

const said = new Set<string>()

/** Says on the console what is wrong with a call, each mistake once for a page. What is right costs nobody anything. */
export function warnOfMistakes(options: FlowOptions, app: string): void {
  for (const mistake of optionMistakes(options, app)) {
    if (said.has(mistake)) continue
    said.add(mistake)
    console.warn(`Holdfast: ${mistake}`)
  }
}
