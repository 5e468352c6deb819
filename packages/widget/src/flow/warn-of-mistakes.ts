import type { FlowOptions } from "../options.ts"
import type { FlowScript } from "../view/scene.ts"

const said = new Set<string>()

/** Says on the console what is wrong with a call, each mistake once for a page. What is right costs nobody anything. */
export async function warnOfMistakes(
  loading: Promise<FlowScript | string>,
  options: FlowOptions,
  app: string,
): Promise<void> {
  const script = await loading
  if (typeof script === "string") return
  for (const mistake of script.optionMistakes(options, app)) {
    if (said.has(mistake)) continue
    said.add(mistake)
    console.warn(`Holdfast: ${mistake}`)
  }
}
