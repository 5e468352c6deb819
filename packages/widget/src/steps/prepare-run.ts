import { startRecording } from "../record/start-recording.ts"
import type { FlowScript } from "../view/scene.ts"
import { keepProof } from "./keep-proof.ts"
import { keepResult } from "./keep-result.ts"

/** What a run needs of the second script once it is opened. */
export const prepareRun: FlowScript["prepareRun"] = (run, options, answer, ...wire) => {
  keepProof(run)
  keepResult(run, options)
  return startRecording(run, answer, ...wire)
}
