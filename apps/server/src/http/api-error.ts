/** A refusal that the caller is meant to read: one sentence, rendered in one place. */
export class ApiError extends Error {
  readonly status: number
  /** For programs: stable, in snake_case. */
  readonly code: string
  /** What the dashboard is told beside the sentence, in the same body. */
  readonly beside: Readonly<Record<string, unknown>>

  constructor(status: number, code: string, message: string, beside: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.beside = beside
  }
}
