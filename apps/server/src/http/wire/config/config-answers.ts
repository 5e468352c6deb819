import type { FastifyReply, FastifyRequest } from "fastify"
import { ApiError } from "../../api-error.ts"
import { assertDone, type Refused } from "../../dashboard/flow-answers.ts"

/**
 * What was done. As `assertDone` of the dashboard, with sentences for programs, which are answered nothing but a sentence.
 * @throws ApiError for what was refused
 */
export function assertChanged<T extends { kind: string }>(result: T | Refused): Exclude<T, Refused> {
  if (result.kind === "draft_changed" && "draft" in result) {
    const { revision } = result.draft as { revision: number }
    throw new ApiError(
      409,
      "draft_changed",
      `The draft is at revision ${revision} by now: read it again, and make the change there.`,
    )
  }
  if (result.kind === "has_faults" && "faults" in result) {
    const faults = result.faults as { path: string; fault: string }[]
    const sentences = faults.map(({ path, fault }) => (path === "" ? fault : `${path} ${fault}.`))
    throw new ApiError(422, "has_faults", sentences.join(" "))
  }
  return assertDone(result)
}

export const tagOf = (revision: number) => `"${revision}"`

export const tagged = (reply: FastifyReply, revision: number) => void reply.header("etag", tagOf(revision))

/**
 * The revision that a change is based on: said in the body, by `If-Match`, or in both, which then agree.
 * @throws ApiError 422 where nothing says it or both differ
 */
export function baseRevision(request: FastifyRequest, inBody: number | undefined): number {
  const header = request.headers["if-match"]?.trim()
  if (header === undefined) {
    if (inBody !== undefined) return inBody
    throw new ApiError(
      422,
      "no_revision",
      "revision is missing: send the revision of the draft that you changed, in the body or as If-Match.",
    )
  }
  const [, digits] = /^"(\d{1,10})"$/.exec(header) ?? []
  if (digits === undefined) {
    throw new ApiError(422, "bad_if_match", `If-Match takes the ETag of the draft, such as ${tagOf(7)}.`)
  }
  const revision = Number(digits)
  if (inBody !== undefined && inBody !== revision) {
    throw new ApiError(422, "two_revisions", `revision is ${inBody}, and If-Match says ${revision}.`)
  }
  return revision
}
