/** Why a request did not work, in terms a page can act on. */
type ProblemKind = "away" | "signed-out" | "refused" | "too-many" | "overloaded" | "fault"

/** Every failure of `request`. `status` is 0 when there was no answer; `id` is what to quote to the operator. */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly status: number
  readonly code: string
  readonly id: string | null
  /** Seconds to wait before another try, where the server said so. */
  readonly retryAfterS: number | null
  /** What the answer says beside the error, for those who know what this refusal brings. */
  readonly body: unknown

  constructor(facts: {
    status: number
    code: string
    message: string
    id?: string | null
    retryAfterS?: number | null
    body?: unknown
  }) {
    super(facts.message)
    this.name = "Problem"
    this.kind = kindOf(facts.status, facts.code)
    this.status = facts.status
    this.code = facts.code
    this.id = facts.id ?? null
    this.retryAfterS = facts.retryAfterS ?? null
    this.body = facts.body ?? null
  }
}

/**
 * A 503 with a code is an answer of ours: this question is too much for the server now, or its database is away. One
 * without is a proxy's.
 */
function kindOf(status: number, code: string): ProblemKind {
  if (status === 503 && code !== unknownCode && code !== "database_away") return "overloaded"
  if (status === 0 || status === 502 || status === 503 || status === 504) return "away"
  if (status === 401) return "signed-out"
  if (status === 429) return "too-many"
  return status < 500 ? "refused" : "fault"
}

const unknownCode = "unknown"

/** The server gave the question up because it took too long: the same again would only take as long again. */
export const isTooSlow = (error: Error | null): boolean =>
  error instanceof Problem && error.code === "too_slow"

/** What keeps a new password from being one, to be said beside its field; null for every other failure. */
export const weakPasswordWords = (error: Error | null): string | null =>
  error instanceof Problem && error.code === "weak_password" ? error.message : null

interface LooseErrorBody {
  code?: unknown
  message?: unknown
  error?: { code?: unknown; message?: unknown; id?: unknown }
}

/** Reads a refusal of ours (`{error: {…}}`) or of the sign-in service (`{code, message}`), or neither. */
export function problemOf(status: number, headers: Headers, body: unknown): Problem {
  const loose: LooseErrorBody = typeof body === "object" && body !== null ? body : {}
  const error: { code?: unknown; message?: unknown; id?: unknown } = loose.error ?? loose
  const retryAfterS = Number(headers.get("retry-after") ?? headers.get("x-retry-after") ?? Number.NaN)
  return new Problem({
    status,
    code: textOr(error.code, unknownCode),
    message: textOr(error.message, silentMessage(status)),
    id: typeof error.id === "string" ? error.id : headers.get("x-request-id"),
    retryAfterS: Number.isFinite(retryAfterS) && retryAfterS > 0 ? Math.ceil(retryAfterS) : null,
    body,
  })
}

/** For an answer without words: a search or filters that make an address too long are turned away before any code of ours. */
function silentMessage(status: number): string {
  return status === 414 || status === 431
    ? "The search and the filters are longer than the server takes"
    : "Holdfast answered in a way this page does not understand"
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise
}
