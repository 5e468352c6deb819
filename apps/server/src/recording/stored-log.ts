import { gunzipSync, gzipSync } from "node:zlib"
import type { RecordingChunk } from "@holdfast/protocol/recording"
import { openBytes, sealBytes } from "./recording-crypt.ts"

/** A piece of a log as it is kept: without who sent it. */
export type KeptChunk = Pick<RecordingChunk, "index" | "head" | "moves">

/** Whose bytes they are: those of another recording do not open in its place. */
interface Owner {
  workspaceId: string
  sessionId: string
}

const chunkPlace = ({ workspaceId, sessionId }: Owner, index: number) =>
  `chunk ${workspaceId} ${sessionId} ${index}`
const filePlace = ({ workspaceId, sessionId }: Owner) => `file ${workspaceId} ${sessionId}`

/** What was checked is written anew, so nothing that its sender hid between the lines is kept. */
export function sealChunk(key: Buffer, owner: Owner, { index, head, moves }: KeptChunk): Buffer {
  const json = JSON.stringify({ index, ...(head && { head }), moves })
  return sealBytes(key, chunkPlace(owner, index), gzipSync(json))
}

export const openChunk = (key: Buffer, owner: Owner, index: number, bytes: Buffer): KeptChunk =>
  JSON.parse(gunzipSync(openBytes(key, chunkPlace(owner, index), bytes)).toString()) as KeptChunk

/** Pieces together, as one file. */
export const sealFile = (key: Buffer, owner: Owner, chunks: readonly KeptChunk[]): Buffer =>
  sealBytes(key, filePlace(owner), gzipSync(JSON.stringify(chunks)))

export const openFile = (key: Buffer, owner: Owner, bytes: Buffer): KeptChunk[] =>
  JSON.parse(gunzipSync(openBytes(key, filePlace(owner), bytes)).toString()) as KeptChunk[]

/**
 * Where a file of a recording lies. Its number rises, so that a new one never takes the place of one that is read. By day, so
 * that no folder grows without end.
 */
export const fileKey = (owner: Owner, startedAt: Date, file: number): string =>
  `${filePrefix(owner, startedAt)}${file}`

/** What the names of all files of a recording begin with. */
export function filePrefix({ workspaceId, sessionId }: Owner, startedAt: Date): string {
  const day = startedAt.toISOString().slice(0, 10)
  return `${folderOf(workspaceId)}${day}/${sessionId}.`
}

/** Where all files of a workspace's recordings lie. */
export const folderOf = (workspaceId: string): string => `recordings/${workspaceId}/`
