import { type Action, can } from "@holdfast/protocol"
import {
  type ApiKey,
  type ApiKeys,
  type KeyChange,
  type KeyKind,
  type KeyOverlap,
  type KeyRotation,
  keyKinds,
  keyOverlaps,
  mostKeysOfKind,
  type NewKey,
  type RevokedKey,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { createKey, renameKey, revokeKey, rotateKey } from "../../account/change-keys.ts"
import type { KeyRefusal, KeysChange } from "../../account/key-change.ts"
import { listKeys } from "../../account/list-keys.ts"
import { roleOf, workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { uuidParam } from "../uuid-param.ts"
import { onOneLine, visibleName } from "./visible-name.ts"

const exact = { additionalProperties: false }
const NewBody = Type.Object({ kind: Type.Enum([...keyKinds]), name: visibleName }, exact)
const ChangeBody = Type.Object({ name: visibleName }, exact)
const RotationBody = Type.Object({ overlap: Type.Enum([...keyOverlaps]) }, exact)
const Params = Type.Object({
  appId: Type.String(),
  keyId: uuidParam("the id of a key"),
})
type Params = { appId: string; keyId: string }

const hourMs = 3600 * 1000
const overlapsMs: Record<KeyOverlap, number> = {
  none: 0,
  "1-hour": hourMs,
  "24-hours": 24 * hourMs,
  "7-days": 7 * 24 * hourMs,
}

/** Who manages which keys. A developer's routes are the same, over flow and config keys. */
const actionOf: Record<KeyKind, Action> = {
  flow: "flow-key:manage",
  "data-live": "data-key:manage",
  "data-test": "data-key:manage",
  config: "config-key:manage",
}

/** Keys are made, named, replaced and revoked; the shapes are in `keys-api.ts` of the protocol. */
export function keyRoutes(app: FastifyInstance, services: Services): void {
  const { directory, keyUsage, secret, url } = services
  const { db } = services.database
  const config = { access: { action: "flow-key:manage" } } as const
  const path = "/api/workspaces/:appId/keys"

  const changeOf = (request: FastifyRequest): KeysChange => ({
    workspaceId: workspaceOf(request).id,
    kinds: kindsFor(request),
    actor: actorOf(request),
    now: services.now(),
  })
  const withLastUse = (key: ApiKey): ApiKey => {
    const seen = keyUsage.lastSeen(key.id)?.toISOString() ?? ""
    return seen > (key.lastUsedAt ?? "") ? { ...key, lastUsedAt: seen } : key
  }
  /** This very server must not go on accepting what has just ended. */
  const done = <T extends object>(request: FastifyRequest, result: T | KeyRefusal): T => {
    directory.forget(workspaceOf(request).appId)
    return assertDone(result)
  }

  app.get(path, { config }, async (request): Promise<ApiKeys> => {
    const keys = await listKeys(db, workspaceOf(request).id, kindsFor(request), services.now())
    return { baseUrl: url, keys: keys.map(withLastUse) }
  })

  app.post<{ Body: NewKey }>(path, { config, schema: { body: NewBody } }, async (request, reply) => {
    const { kind, name } = request.body
    assertMayManage(request, kind)
    const made = await createKey(db, secret, changeOf(request), { kind, name: onOneLine(name) })
    return shownOnce(reply).send(done(request, made))
  })

  app.patch<{ Body: KeyChange; Params: Params }>(
    `${path}/:keyId`,
    { config, schema: { body: ChangeBody, params: Params } },
    async (request): Promise<ApiKey> => {
      const { body, params } = request
      return withLastUse(
        assertDone(await renameKey(db, changeOf(request), params.keyId, onOneLine(body.name))),
      )
    },
  )

  app.post<{ Body: KeyRotation; Params: Params }>(
    `${path}/:keyId/rotate`,
    { config, schema: { body: RotationBody, params: Params } },
    async (request, reply) => {
      const overlapMs = overlapsMs[request.body.overlap]
      const rotated = done(
        request,
        await rotateKey(db, secret, changeOf(request), request.params.keyId, overlapMs),
      )
      return shownOnce(reply).send({ ...rotated, replaced: withLastUse(rotated.replaced) })
    },
  )

  app.post<{ Params: Params }>(
    `${path}/:keyId/revoke`,
    { config, schema: { params: Params } },
    async (request): Promise<RevokedKey> => {
      const { key, left } = done(request, await revokeKey(db, changeOf(request), request.params.keyId))
      return { key: withLastUse(key), left }
    },
  )
}

const kindsFor = (request: FastifyRequest) => keyKinds.filter((kind) => can(roleOf(request), actionOf[kind]))

function assertMayManage(request: FastifyRequest, kind: KeyKind): void {
  const role = roleOf(request)
  if (can(role, actionOf[kind])) return
  throw new ApiError(403, "forbidden", `Your role (${role}) may manage flow keys, not data keys.`)
}

/** 201 with a secret, which no cache on the way may keep. */
const shownOnce = (reply: FastifyReply) => reply.code(201).header("cache-control", "no-store")

const refusals: Record<KeyRefusal, [status: number, code: string, message: string]> = {
  not_found: [404, "key_not_found", "There is no such key for you."],
  over: [409, "key_over", "This key has ended already; nothing accepts it any more."],
  ending: [409, "key_ending", "This key is being replaced already; replace the new one, or revoke this one."],
  too_many: [
    409,
    "too_many_keys",
    `There are ${mostKeysOfKind} such keys already; revoke one that nothing uses.`,
  ],
}

function assertDone<T extends object>(result: T | KeyRefusal): T {
  if (typeof result === "string") throw new ApiError(...refusals[result])
  return result
}
