import { chownSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { PostgresHome } from "./postgres-binaries.ts"

/**
 * Writes what the embedded PostgreSQL is to run with. Statements and values stay out of its log: they are customers' data.
 * @param own further settings, which win over ours
 */
export function writeSettings(home: PostgresHome, own: Record<string, string>): void {
  const settings = {
    listen_addresses: "",
    unix_socket_permissions: "0700",
    shared_buffers: "256MB",
    // each checkpoint makes every page be logged whole once more: at 1 GB, which a thousand sessions a second fill in
    // half a minute, that was 46 KB of log a session, and is 8 KB between two checkpoints
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    jit: "off",
    client_connection_check_interval: "1s",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_parameter_max_length_on_error: "0",
    ...own,
  }
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`,
  )
  const file = join(home.folder, "cluster", "holdfast.conf")
  writeFileSync(file, lines.join(""))
  if (home.user) chownSync(file, home.user.uid, home.user.gid)
}
