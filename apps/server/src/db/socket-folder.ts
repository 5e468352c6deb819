import { createHash } from "node:crypto"
import { chownSync, lstatSync, mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { PostgresHome } from "./postgres-binaries.ts"

/**
 * Where the embedded PostgreSQL has its socket. Paths of sockets are limited to about 100 bytes; a deep folder gets one in
 * the system's temporary folder, where anybody may have made it first.
 * @throws Error where it is somebody else's, or open to others: they could put a socket of theirs there
 */
export function socketFolder({ folder, user }: Pick<PostgresHome, "folder" | "user">): string {
  const near = join(folder, "socket")
  if (near.length < 85) return near
  const id = createHash("sha256").update(folder).digest("hex").slice(0, 16)
  const far = join(tmpdir(), `holdfast-${id}`)
  const isNew = mkdirSync(far, { recursive: true, mode: 0o700 }) !== undefined
  const own = process.getuid?.()
  assertClosed(far, isNew || !user ? [own] : [own, user.uid])
  if (user) chownSync(far, user.uid, user.gid)
  return far
}

/** @throws Error for a folder of somebody who is none of `owners`, one that others can enter, or a link */
export function assertClosed(folder: string, owners: readonly (number | undefined)[]): void {
  // not what a link leads to
  const found = lstatSync(folder)
  const isOurs = found.isDirectory() && owners.includes(found.uid)
  if (isOurs && (found.mode & 0o077) === 0) return
  throw new Error(
    `The embedded PostgreSQL does not start: ${folder}, where its socket belongs, is ${isOurs ? "open to other users" : "somebody else's"}. Remove that folder, or set HOLDFAST_DATA to a shorter path.`,
  )
}
