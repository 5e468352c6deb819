/** Of PostgreSQL: no connection, stopping, or starting. */
const lostStates = /^(08...|57P0[1-5])$/
/** Of PostgreSQL: no room (disk, memory, connections), or a standby by now. */
const otherStates = /^(53...|25006)$/
/** Of Node, where it connects to the database or talks to it. */
const sockets = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
])
/** Of `pg` and its pool, which give these no code. */
const sentences =
  /^(Connection terminated|timeout (exceeded|expired)|Query read timeout|Client has encountered a connection error|Client was closed)/

const codeOf = (error: Error) => ("code" in error ? String(error.code) : "")

/** Whether the database could not be asked, or cannot do what it was asked right now. The same may work a little later. */
export const isDatabaseAway = (error: unknown): boolean =>
  isConnectionLost(error) || (error instanceof Error && otherStates.test(codeOf(error)))

/** Whether nothing more will be heard over the connection that ended so. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  // the socket of the embedded one is a file
  const hasNoSocket = code === "ENOENT" && "syscall" in error && error.syscall === "connect"
  return lostStates.test(code) || sockets.has(code) || hasNoSocket || sentences.test(error.message)
}
