import { type Digest, type DigestChoice, type Digests, weekdays } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import {
  type DigestRefusal,
  keepDigest,
  listDigests,
  mostDigestsOfOne,
  removeDigest,
} from "../../insight/digest/digests.ts"
import type { ViewReader } from "../../saved-view/saved-views.ts"
import { signedIn, workspaceOf } from "../access.ts"
import { ApiError } from "../api-error.ts"
import { assertTimeZone } from "../assert-time-zone.ts"
import type { Services } from "../services.ts"
import { uuidParam } from "../uuid-param.ts"

const Choice = Type.Object(
  {
    viewId: Type.Union([uuidParam("the id of a view"), Type.Null()]),
    weekday: Type.Enum([...weekdays]),
    hour: Type.Integer({ minimum: 0, maximum: 23 }),
    timeZone: Type.String({ minLength: 1, maxLength: 100 }),
  },
  { additionalProperties: false },
)
const Params = Type.Object({ appId: Type.String(), digestId: uuidParam("the id of a weekly mail") })
type Params = { appId: string; digestId: string }

/** A person's own weekly mails; the shapes are in `digests-api.ts` of the protocol. */
export function digestRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const config = { access: { action: "session:read" } } as const
  const path = "/api/workspaces/:appId/digests"

  app.get(path, { config }, async (request): Promise<Digests> => {
    return { digests: await listDigests(db, readerOf(request)) }
  })

  app.put<{ Body: DigestChoice }>(
    path,
    { config, schema: { body: Choice } },
    async (request): Promise<Digest> => {
      await assertTimeZone(db, request.body.timeZone)
      const kept = await keepDigest(db, readerOf(request), request.body, services.now())
      if (typeof kept === "string") throw refusals[kept]()
      return kept
    },
  )

  app.delete<{ Params: Params }>(
    `${path}/:digestId`,
    { config, schema: { params: Params } },
    async (request, reply) => {
      if (!(await removeDigest(db, readerOf(request), request.params.digestId))) {
        throw new ApiError(
          404,
          "digest_not_found",
          "You have no such weekly mail; it may have ended already.",
        )
      }
      return reply.code(204).send()
    },
  )
}

const readerOf = (request: FastifyRequest): ViewReader => ({
  workspaceId: workspaceOf(request).id,
  userId: signedIn(request).id,
})

const refusals: Record<DigestRefusal, () => ApiError> = {
  view_not_found: () => new ApiError(404, "view_not_found", "You have no such view."),
  too_many: () =>
    new ApiError(
      409,
      "too_many_digests",
      `You have ${mostDigestsOfOne} weekly mails here, and no more are kept. End one first.`,
    ),
}
