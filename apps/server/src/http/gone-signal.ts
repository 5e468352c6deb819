import type { FastifyReply } from "fastify"
import { ApiError } from "./api-error.ts"

/** Aborts when the caller is gone before the answer is complete. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  const look = () => {
    if (!raw.writableFinished) controller.abort(new ApiError(499, "caller_gone", "The caller is gone."))
  }
  if (raw.destroyed) look()
  else raw.once("close", look)
  return controller.signal
}
