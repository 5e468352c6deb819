import type { FastifyReply, FastifyRequest } from "fastify"
import { type DataMode, findDataKey } from "../../account/keys.ts"
import { refusedKeys } from "../../account/rates/limits.ts"
import { addressKey } from "../../account/sign-in/address-key.ts"
import type { Workspace } from "../../account/workspaces.ts"
import { ApiError } from "../api-error.ts"
import { assertRoom } from "../assert-room.ts"
import type { Services } from "../services.ts"

/** A program with a data key: what it reads. */
export interface Program {
  workspace: Workspace
  mode: DataMode
  keyId: string
}

/** @throws ApiError 404 for an unknown App ID, 401 without a data key of that workspace */
export async function admitProgram(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Program> {
  const header = (name: string) => [request.headers[name]].flat()[0] ?? ""
  const entry = await services.directory.find(header("x-ck-app"))
  if (!entry) throw new ApiError(404, "unknown_workspace", "Org not found")
  const key = header("x-ck-api-key")
  if (!key) throw new ApiError(401, "no_key", "x-ck-api-key is missing: send a data key of this workspace.")
  const now = services.now()
  const found = await findDataKey(services.database.db, entry.workspace.id, key, now)
  if (!found) {
    assertRoom(services, reply, refusedKeys, addressKey(request.ip), "wrong keys from this address")
    throw new ApiError(401, "wrong_key", "x-ck-api-key is not a data key of this workspace.")
  }
  services.keyUsage.mark(entry.workspace.id, found.id, now)
  return { workspace: entry.workspace, mode: found.mode, keyId: found.id }
}
