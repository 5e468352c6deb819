import { longestNote } from "@holdfast/protocol/dashboard"
import { Type } from "typebox"
import type { HandResult } from "../billing/settle-by-hand.ts"
import { ApiError } from "./api-error.ts"

/** What a person or a program writes about a request. */
export const requestNote = (description: string) => Type.String({ maxLength: longestNote, description })

/** Without what cannot be seen at its ends; null where nothing is left. */
export const noteOf = (text: string | undefined): string | null => text?.trim() || null

/** @throws ApiError 404, or 409 with what stands */
export function changedRequest(result: HandResult) {
  switch (result.kind) {
    case "changed":
      return result.request
    case "not_found":
      throw new ApiError(404, "request_not_found", "This workspace has no request with that id.")
    case "not_open":
      throw new ApiError(
        409,
        "request_not_open",
        result.request.state === "sending"
          ? "This request is being carried out at this moment. Try again in a minute."
          : `This request is settled already: it is ${result.request.state}.`,
      )
    case "too_late":
      throw new ApiError(
        409,
        "request_not_undone",
        "Only what a person said of a request is taken back, for 24 hours.",
      )
  }
}
