import type { FastifyReply, FastifyRequest } from "fastify"
import { findProgramKey, type ProgramKeyKind } from "../../account/keys.ts"
import { refusedKeys } from "../../account/rates/limits.ts"
import { addressKey } from "../../account/sign-in/address-key.ts"
import type { Workspace } from "../../account/workspaces.ts"
import { ApiError } from "../api-error.ts"
import { assertRoom } from "../assert-room.ts"
import type { Services } from "../services.ts"

/** A program with a key of its workspace. */
interface KeyHolder {
  workspace: Workspace
  keyId: string
  keyName: string
}

/** A program with a data key: what it reads. */
export interface Program extends KeyHolder {
  mode: "live" | "test"
}

/** A program with a config key, which reads and writes flows. */
export type Configurer = KeyHolder

/** @throws ApiError 404 for an unknown App ID, 401 without a data key of that workspace */
export async function admitProgram(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Program> {
  const { kind, ...holder } = await admitKey(services, request, reply, "data key", ["data-live", "data-test"])
  return { ...holder, mode: kind === "data-test" ? "test" : "live" }
}

/** @throws ApiError 404 for an unknown App ID, 401 without a config key of that workspace */
export async function admitConfigurer(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Configurer> {
  const { kind: _, ...holder } = await admitKey(services, request, reply, "config key", ["config"])
  return holder
}

async function admitKey(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  what: string,
  kinds: readonly ProgramKeyKind[],
): Promise<KeyHolder & { kind: ProgramKeyKind }> {
  const header = (name: string) => [request.headers[name]].flat()[0] ?? ""
  const entry = await services.directory.find(header("x-ck-app"))
  if (!entry) throw new ApiError(404, "unknown_workspace", "Org not found")
  const key = header("x-ck-api-key")
  if (!key) throw new ApiError(401, "no_key", `x-ck-api-key is missing: send a ${what} of this workspace.`)
  const now = services.now()
  const found = await findProgramKey(services.database.db, entry.workspace.id, key, now)
  if (!found || !kinds.includes(found.kind)) {
    assertRoom(services, reply, refusedKeys, addressKey(request.ip), "wrong keys from this address")
    throw new ApiError(401, "wrong_key", `x-ck-api-key is not a ${what} of this workspace.`)
  }
  services.keyUsage.mark(entry.workspace.id, found.id, now)
  return { workspace: entry.workspace, keyId: found.id, keyName: found.name, kind: found.kind }
}
