import type { FlowOptions } from "../options.ts"
import type { FlowScript } from "../view/scene.ts"

/** Has the second script say what is wrong with a call, as soon as it is there. */
export const warnOfMistakes = (
  loading: Promise<FlowScript | string>,
  options: FlowOptions,
  app: string,
): Promise<void> =>
  loading
    .then((script) => {
      if (typeof script !== "string") script.warnOfMistakes(options, app)
    })
    .catch(() => {})
