import type { Config } from "../config.ts"

/** What an error means to the person at the terminal, and what they can do about it. */
export function explainError(error: unknown, config?: Pick<Config, "host" | "port">): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  if (code === "ECONNREFUSED" || code === "ENOTFOUND")
    return "DATABASE_URL names a server that does not answer."
  if (code === "28P01" || code === "28000")
    return "DATABASE_URL names a user or a password that the server refuses."
  if (code === "3D000") return "DATABASE_URL names a database that does not exist; create it first."
  if (!config) return error.message
  const { host, port } = config
  if (code === "EADDRINUSE") {
    return `Port ${port} on ${host} is taken by another program; stop it, or choose another with PORT=4871 npm start.`
  }
  if (code === "EACCES" && port < 1024)
    return `Port ${port} needs more rights; choose one above 1023 with PORT.`
  if (code === "EADDRNOTAVAIL") return `HOST is ${host}, which is no address of this machine.`
  return error.message
}
