/** A refusal that the caller is meant to read: one sentence, rendered in one place. */
export class ApiError extends Error {
  readonly status: number
  /** For programs: stable, in snake_case. */
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
