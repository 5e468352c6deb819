import type { FlowCaller } from "@holdfast/protocol/flow"
import type { Handlers } from "../callbacks.ts"
import type { RunState } from "../run/run-state.ts"
import { keepProof } from "./keep-proof.ts"
import { keepResult } from "./keep-result.ts"

/** What a run needs of the second script once it is opened. */
export function prepareRun(run: { caller: FlowCaller; state: RunState }, options: Handlers): void {
  keepProof(run)
  keepResult(run, options)
}
