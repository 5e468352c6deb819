const sources = /apps\/server\/src\/([\w./-]+\.ts)/

/** These pass on what others send. */
const isPassingOn = (file: string) =>
  !file.endsWith(".test.ts") &&
  ((file.startsWith("db/") && file !== "db/migrate.ts") || file.startsWith("testing/statements/"))

/** The source file that sends a statement at this moment, or the test; null where nothing on the stack is ours. */
export function currentSender(): string | null {
  const files = stackFiles().map((file) => sources.exec(file)?.[1])
  return files.find((file) => file !== undefined && !isPassingOn(file)) ?? null
}

/** Without the lines, which Vitest looks up for every frame. */
function stackFiles(): string[] {
  let files: string[] = []
  const { prepareStackTrace, stackTraceLimit } = Error
  Error.stackTraceLimit = 200
  Error.prepareStackTrace = (_, frames) => {
    files = frames.map((frame) => frame.getFileName() ?? "")
  }
  void new Error().stack
  Object.assign(Error, { prepareStackTrace, stackTraceLimit })
  return files
}

/** Tests lay out what they need, and look at what was left, as they like. */
export const isTest = (sender: string): boolean => /\.test\.ts$|(^|\/)testing\//.test(sender)
