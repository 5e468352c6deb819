/** Of PostgreSQL: no connection, no room (disk, memory, connections), stopping, starting, or a standby by now. */
const states = /^(08...|53...|57P0[1-5]|25006)$/
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

/** Whether the database could not be asked, or cannot do what it was asked right now. The same may work a little later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = "code" in error ? String(error.code) : ""
  // the socket of the embedded one is a file
  const hasNoSocket = code === "ENOENT" && "syscall" in error && error.syscall === "connect"
  return states.test(code) || sockets.has(code) || hasNoSocket || sentences.test(error.message)
}
