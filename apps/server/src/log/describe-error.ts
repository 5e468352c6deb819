/** An error as the log may have it. */
export interface DescribedError {
  name: string
  /** Of PostgreSQL, Node or a library. */
  code?: string | undefined
  message?: string | undefined
  /** The innermost eight: where it was thrown, without its message. */
  frames?: string[] | undefined
}

/** Of the language itself: their messages quote what was parsed or counted. */
const quoting = [SyntaxError, RangeError, URIError]

/**
 * What is logged of an error: never a value of a row, of a body or of a customer. An error with a code says by it what
 * happened, and its message may hold such values (PostgreSQL's do, as do `detail` and `where`), so only one without a
 * code keeps its message.
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error }
  const { name, message, stack } = error
  const code = "code" in error && error.code !== undefined ? String(error.code) : undefined
  const isQuoting = code !== undefined || quoting.some((kind) => error instanceof kind)
  return {
    name,
    code,
    message: isQuoting ? undefined : message,
    // the stack begins with the message, which may look like a frame
    frames: stack
      ?.replace(message, "")
      .split("\n")
      .filter((line) => line.startsWith("    at "))
      .slice(0, 8),
  }
}

/** Of many that fail alike, the first tell why. */
const mostDescribed = 5

/** What is logged of many errors: how many there are, and the first of them. */
export const describeErrors = (errors: readonly unknown[]): { failed: number; errors: DescribedError[] } => ({
  failed: errors.length,
  errors: errors.slice(0, mostDescribed).map(describeError),
})
