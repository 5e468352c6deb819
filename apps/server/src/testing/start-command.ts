import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import type { PostgresAddress } from "../db/embedded-postgres.ts"

export interface StartedCommand {
  /** Its standard input is open. */
  child: ChildProcessWithoutNullStreams
  ended: Promise<{ code: number | null; out: string; err: string }>
}

/**
 * A command of Holdfast as the operator runs it, in a process of its own and without a terminal.
 * @param env besides the address of the database: `HOLDFAST_DATA`, a secret
 */
export function startCommand(
  address: PostgresAddress,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): StartedCommand {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../main.ts"), ...args], {
    env: { ...process.env, DATABASE_URL: urlOf(address), ...env },
  })
  const ended = Promise.all([
    new Promise<number | null>((exited) => child.on("exit", exited)),
    text(child.stdout),
    text(child.stderr),
  ]).then(([code, out, err]) => ({ code, out, err }))
  return { child, ended }
}

const urlOf = ({ connectionString, host, user, database }: PostgresAddress) =>
  connectionString ?? `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host ?? "")}`
