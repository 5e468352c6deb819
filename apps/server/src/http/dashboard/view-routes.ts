import { can } from "@holdfast/protocol"
import type { NewView, SavedView, SavedViews, ViewChange } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import {
  changeView,
  createView,
  deleteView,
  findView,
  listViews,
  mostViewsOfOne,
  type ViewReader,
  type ViewRefusal,
} from "../../saved-view/saved-views.ts"
import { roleOf, signedIn, workspaceOf } from "../access.ts"
import { ApiError } from "../api-error.ts"
import { bodyLimits } from "../bodies.ts"
import type { Services } from "../services.ts"
import { uuidParam } from "../uuid-param.ts"
import { onOneLine, visibleName } from "./visible-name.ts"

const fields = {
  name: visibleName,
  search: Type.String({ maxLength: 8000 }),
  isShared: Type.Optional(Type.Boolean()),
}
const NewBody = Type.Object(fields, { additionalProperties: false })
const ChangeBody = Type.Partial(Type.Object(fields), { additionalProperties: false })
const Params = Type.Object({
  appId: Type.String(),
  viewId: uuidParam("the id of a view"),
})
type Params = { appId: string; viewId: string }

/** Named views, private or shared with the workspace; the shapes are in `views-api.ts` of the protocol. */
export function viewRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const config = { access: { action: "view:keep" } } as const
  const path = "/api/workspaces/:appId/views"

  app.get(path, { config }, async (request): Promise<SavedViews> => {
    return { views: await listViews(db, readerOf(request)) }
  })

  app.post<{ Body: NewView }>(
    path,
    { bodyLimit: bodyLimits.address, config, schema: { body: NewBody } },
    async (request, reply) => {
      const view = tidy(request.body)
      if (view.isShared) assertMayShare(request)
      const kept = await createView(db, readerOf(request), view, services.now())
      return reply.code(201).send(assertKept(kept, view))
    },
  )

  app.patch<{ Body: ViewChange; Params: Params }>(
    `${path}/:viewId`,
    { bodyLimit: bodyLimits.address, config, schema: { body: ChangeBody, params: Params } },
    async (request): Promise<SavedView> => {
      const change = tidy(request.body)
      const view = await viewOf(request)
      if (!view.isMine) throw new ApiError(403, "not_the_owner", "Only the owner of a view changes it.")
      // whoever may not share may still take back what they shared
      if (change.isShared ?? view.isShared) assertMayShare(request)
      const changed = await changeView(db, readerOf(request), view.id, change, services.now())
      return assertKept(changed ?? noSuchView(), change)
    },
  )

  app.delete<{ Params: Params }>(
    `${path}/:viewId`,
    { config, schema: { params: Params } },
    async (request, reply) => {
      const view = await viewOf(request)
      if (!view.isMine && !can(roleOf(request), "view:delete-shared")) {
        throw new ApiError(
          403,
          "not_the_owner",
          "Only the owner of a view, or an owner or admin, deletes it.",
        )
      }
      await deleteView(db, workspaceOf(request).id, view.id)
      return reply.code(204).send()
    },
  )

  const viewOf = async (request: FastifyRequest<{ Params: Params }>) =>
    (await findView(db, readerOf(request), request.params.viewId)) ?? noSuchView()
}

const readerOf = (request: FastifyRequest): ViewReader => ({
  workspaceId: workspaceOf(request).id,
  userId: signedIn(request).id,
})

/** One line without spaces around it, and an address that every workspace could have. */
function tidy<T extends ViewChange>(view: T): T {
  const search = new URLSearchParams(view.search)
  search.delete("workspace")
  return {
    ...view,
    ...(view.name !== undefined && { name: onOneLine(view.name) }),
    ...(view.search !== undefined && { search: search.toString() }),
  }
}

function assertMayShare(request: FastifyRequest): void {
  const role = roleOf(request)
  if (can(role, "view:share")) return
  throw new ApiError(403, "forbidden", `Your role (${role}) may keep views, not share them.`)
}

function noSuchView(): never {
  throw new ApiError(404, "view_not_found", "There is no such view for you.")
}

function assertKept(result: SavedView | ViewRefusal, { name }: ViewChange): SavedView {
  if (result === "name_taken") {
    throw new ApiError(409, "name_taken", `You have a view named "${name}" already; choose another name.`)
  }
  if (result === "too_many") {
    throw new ApiError(409, "too_many_views", `You have ${mostViewsOfOne} views; delete one to keep another.`)
  }
  return result
}
