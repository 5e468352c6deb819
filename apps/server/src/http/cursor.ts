import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto"
import type { Mode } from "@holdfast/protocol"
import type { Cursor } from "../db/cursor.ts"

/**
 * Which list of which workspace a cursor walks through: the sessions of a mode, their changes and texts, the outbox, the audit log,
 * the requests, what a webhook endpoint was sent.
 */
export interface CursorScope {
  workspaceId: string
  list: Mode | `changes ${Mode}` | `texts ${Mode}` | "mail" | "audit" | "requests" | `webhook ${string}`
}

/** Made into a key object once: that takes longer than a signature. */
export type CursorKey = KeyObject

const macLength = 22

/** A text for the next page's address: readable by anybody, made by nobody else, good in its workspace and list only. */
export function writeCursor(key: CursorKey, scope: CursorScope, { createdAt, id }: Cursor): string {
  const place = Buffer.from(`${createdAt.getTime()} ${id}`).toString("base64url")
  return macOf(key, scope, place) + place
}

/** null for a text that is no cursor of ours, or one of another workspace or list. */
export function readCursor(key: CursorKey, scope: CursorScope, text: string): Cursor | null {
  const place = text.slice(macLength)
  const [given, expected] = [Buffer.from(text.slice(0, macLength)), Buffer.from(macOf(key, scope, place))]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const [time, id] = Buffer.from(place, "base64url").toString().split(" ")
  return time && id ? { createdAt: new Date(Number(time)), id } : null
}

const macOf = (key: CursorKey, { workspaceId, list }: CursorScope, place: string): string =>
  createHmac("sha256", key)
    .update(`${workspaceId} ${list} ${place}`)
    .digest()
    .subarray(0, 16)
    .toString("base64url")
