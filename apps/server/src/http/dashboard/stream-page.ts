import type { StreamPage } from "@holdfast/protocol/dashboard"
import type { FastifyReply, FastifyRequest } from "fastify"
import { readsOfLogin } from "../../account/rates/limits.ts"
import { readLoginToken } from "../../account/read-login-token.ts"
import type { listStream } from "../../session/read/list-sessions.ts"
import { toStreamRow } from "../../session/read/to-stream-row.ts"
import { workspaceOf } from "../access.ts"
import { countReads } from "../assert-room.ts"
import { listPage } from "../list-page.ts"
import type { Services } from "../services.ts"
import { type StreamPageQuery, streamFilter } from "./stream-query.ts"

/**
 * A page of sessions as the Activity Stream shows them.
 * @param list which list the cursors are of, beside the mode
 * @throws ApiError 422 for a cursor of another list, and for dates that cannot be read
 */
export async function streamPage(
  services: Services,
  request: FastifyRequest<{ Querystring: StreamPageQuery }>,
  reply: FastifyReply,
  { list, read }: { list: "" | "texts "; read: typeof listStream },
): Promise<StreamPage> {
  const filter = streamFilter(workspaceOf(request).id, request.query, services.searchScope)
  // who it is may still be being asked: the login must do
  const login = (await readLoginToken(services.auth, request.headers.cookie ?? "")) ?? ""
  const count = countReads(services, reply, readsOfLogin, login, "this login")
  const { rows, next } = await listPage(
    services,
    { workspaceId: filter.workspaceId, list: `${list}${filter.mode}` },
    request.query,
    (after, size, heaviest) => read(services.reads.db, filter, after, size, heaviest),
    (last) => ({ createdAt: last.created_at, id: last.id }),
    ({ weight }) => weight,
  )
  count(rows.length)
  return { sessions: rows.map(toStreamRow), next }
}
