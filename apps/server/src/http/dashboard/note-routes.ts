import { can } from "@holdfast/protocol"
import type { NewNote, Note, NoteChange, Notes } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { findNote, type KnownNote, listNotes } from "../../insight/note/list-notes.ts"
import { addNote, changeNote, deleteNote, type NoteWriting } from "../../insight/note/write-notes.ts"
import { roleOf, signedIn, workspaceOf } from "../access.ts"
import { ApiError } from "../api-error.ts"
import { instants } from "../instant.ts"
import { NewNoteBody, NoteChangeBody, noteLimits, noteValues } from "../note-body.ts"
import type { Services } from "../services.ts"
import { uuidParam } from "../uuid-param.ts"

const time = Type.Optional(Type.String({ maxLength: 100 }))
const ListQuery = Type.Object({ from: time, to: time }, { additionalProperties: false })
const Params = Type.Object({ appId: Type.String(), noteId: uuidParam("the id of a note") })
interface OfNote {
  Params: { appId: string; noteId: string }
}

/** Notes beside the figures; the shapes are in `notes-api.ts` of the protocol. */
export function noteRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const reads = { config: { access: { action: "session:read" } } } as const
  const writes = { config: { access: { action: "flow:edit" } } } as const
  const path = "/api/workspaces/:appId/insights/notes"
  const writingOf = (request: FastifyRequest): NoteWriting => {
    const { id: workspaceId, timeZone } = workspaceOf(request)
    const { id, email } = signedIn(request)
    const actor = { kind: "person", id, name: email, address: request.ip } as const
    return { workspaceId, timeZone, actor, now: services.now() }
  }

  app.get<{ Querystring: { from?: string; to?: string } }>(
    path,
    { ...reads, schema: { querystring: ListQuery } },
    async (request): Promise<Notes> => {
      const [from, to] = instants(["from", request.query.from], ["to", request.query.to])
      const { id: workspaceId, timeZone } = workspaceOf(request)
      const notes = await listNotes(services.reads.db, { workspaceId, timeZone, from, to })
      return { notes: notes.map((note) => toNote(request, note)) }
    },
  )

  app.post<{ Body: NewNote }>(path, { ...writes, schema: { body: NewNoteBody } }, async (request, reply) => {
    const note = await addNote(db, writingOf(request), noteValues(request.body))
    return reply.code(201).send(toNote(request, note ?? noteLimits.tooMany()))
  })

  app.patch<OfNote & { Body: NoteChange }>(
    `${path}/:noteId`,
    { ...writes, schema: { params: Params, body: NoteChangeBody } },
    async (request): Promise<Note> => {
      const values = noteValues(request.body)
      await assertMayChange(request)
      const note = await changeNote(db, writingOf(request), request.params.noteId, values)
      return toNote(request, note ?? noteLimits.notFound())
    },
  )

  app.delete<OfNote>(`${path}/:noteId`, { ...writes, schema: { params: Params } }, async (request, reply) => {
    await assertMayChange(request)
    if (!(await deleteNote(db, writingOf(request), request.params.noteId))) noteLimits.notFound()
    return reply.code(204).send()
  })

  async function assertMayChange(request: FastifyRequest<OfNote>): Promise<void> {
    const note = await findNote(db, writingOf(request), request.params.noteId)
    if (mayChange(request, note ?? noteLimits.notFound())) return
    throw new ApiError(
      403,
      "not_the_author",
      "Only the author of a note, or an owner or admin, changes or deletes it.",
    )
  }
}

function mayChange(request: FastifyRequest, { authorId }: KnownNote): boolean {
  const role = roleOf(request)
  return can(role, "note:manage") || (can(role, "flow:edit") && authorId === signedIn(request).id)
}

const toNote = (request: FastifyRequest, note: KnownNote): Note => {
  const { authorId: _, ...known } = note
  return { ...known, mayChange: mayChange(request, note) }
}
