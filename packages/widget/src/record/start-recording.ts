import type { OpenedFlow } from "@holdfast/protocol/flow"
import { guarded } from "../guarded.ts"
import type { PreparedRun, Watch } from "../view/scene.ts"
import type { post } from "../wire/post.ts"

/** The name of the script that records, with the hash of its content: `vite.config.ts` puts it here. */
declare const RECORD_SCRIPT: string
const recordScript = RECORD_SCRIPT
/** `import()`, which `vite.config.ts` puts here. */
declare const HOLDFAST_IMPORT: (address: string) => Promise<RecordScript>

/** What is recorded, and how it is sent. */
export interface Recorded {
  run: PreparedRun
  answer: OpenedFlow
  /** Origin of the API. */
  api: string
  send: typeof post
  guarded: typeof guarded
}

interface RecordScript {
  record(parts: Recorded): Watch
}

/**
 * Loads the script that records, where the server says that this run is recorded. Until it is there the flow goes on without it, and
 * whatever becomes of it changes nothing for the customer.
 */
export function startRecording(
  run: PreparedRun,
  answer: OpenedFlow,
  api: string,
  send: typeof post,
): Watch | undefined {
  if (!answer.recording?.on) return
  let watch: Watch | undefined
  let home: Parameters<Watch>[0]
  HOLDFAST_IMPORT(`${api}/js/${recordScript}`)
    .then(
      guarded((script: RecordScript) => {
        watch = script.record({ api, send, run, answer, guarded })
        if (home) watch(home)
      }),
    )
    .catch(() => {})
  return guarded((now) => {
    home = now
    watch?.(now)
  })
}
