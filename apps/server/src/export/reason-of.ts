/** What a failure means for an export. */
export interface Failure {
  /** Whether the next attempt may well succeed. */
  isPassing: boolean
  /** A sentence for a person; null where nobody foresaw it. */
  reason: string | null
}

/** PostgreSQL's codes for a connection that is gone or a server that is going. */
const lostConnection = /^(57P0[1-5]|08...|ECONNRESET|EPIPE|ECONNREFUSED|ENOENT)$/

/** Judges what stopped an export. */
export function failureOf(error: unknown): Failure {
  const { code, name, message, $metadata } = error as Partial<{
    code: string
    name: string
    message: string
    $metadata: object
  }>
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") {
    return {
      isPassing: false,
      reason: "There is no space left where exports are kept. Nothing of this one was kept.",
    }
  }
  if (code === "EACCES" || code === "EROFS" || code === "EPERM") {
    return { isPassing: false, reason: "The server may not write where exports are kept." }
  }
  if ($metadata) {
    return { isPassing: false, reason: `The bucket where exports are kept did not take the file (${name}).` }
  }
  if ((code && lostConnection.test(code)) || /connection|timeout exceeded/i.test(message ?? "")) {
    return { isPassing: true, reason: "The connection to the database was lost three times." }
  }
  return { isPassing: false, reason: null }
}
