import type { Config } from "../config.ts"
import { readConfig } from "../config.ts"
import { type Connection, connect } from "../connect.ts"
import { root } from "../root.ts"
import { progressLine } from "./progress-line.ts"

/** Something that went wrong and that the person at the terminal can put right. */
export class CommandError extends Error {}

/** Runs a command with the database: beside a running server, or with the embedded one just for this. */
export async function withDatabase(
  command: (connection: Connection, config: Config) => Promise<number>,
): Promise<number> {
  const config = readConfig(process.env, root)
  const connection = await connect(config, progressLine())
  try {
    return await command(connection, config)
  } finally {
    await connection.close()
  }
}
