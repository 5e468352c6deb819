const sources = /apps\/server\/src\/([\w./-]+\.ts)/

/** These pass on what others send. */
const isPassingOn = (file: string) =>
  (file.startsWith("db/") && file !== "db/migrate.ts") || file.startsWith("testing/statements/")

/** The source file that sends a statement at this moment, or the test; null where nothing on the stack is ours. */
export function currentSender(): string | null {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 200
  const frames = new Error().stack?.split("\n") ?? []
  Error.stackTraceLimit = stackTraceLimit
  const files = frames.map((frame) => sources.exec(frame)?.[1])
  return files.find((file) => file !== undefined && !isPassingOn(file)) ?? null
}

/** Tests lay out what they need, and look at what was left, as they like. */
export const isTest = (sender: string): boolean => /\.test\.ts$|(^|\/)testing\//.test(sender)
