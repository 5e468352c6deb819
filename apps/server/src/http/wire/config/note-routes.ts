import type { NewNote } from "@holdfast/protocol/dashboard"
import type { FastifyRequest } from "fastify"
import { Type } from "typebox"
import { findNote, type KnownNote, listNotes } from "../../../insight/note/list-notes.ts"
import { addNote, deleteNote, type NoteWriting } from "../../../insight/note/write-notes.ts"
import { configurerOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { ApiError } from "../../api-error.ts"
import { instants } from "../../instant.ts"
import { NewNoteBody, noteLimits, noteValues } from "../../note-body.ts"
import { uuidParam } from "../../uuid-param.ts"
import type { ConfigRoutes } from "./config-route.ts"

const time = (description: string) => Type.String({ format: "date-time", description })
const NoteShape = Type.Object({
  id: Type.String(),
  at: time("of a whole day, its first instant"),
  day: Type.Unsafe<string | null>({
    type: ["string", "null"],
    description: "such as 2026-08-31 in the workspace's time zone, where the note is of a whole day",
  }),
  text: Type.String(),
  author: Type.Object({
    kind: Type.Enum(["person", "key"]),
    name: Type.Unsafe<string | null>({
      type: ["string", "null"],
      description: "null for a person who is gone",
    }),
  }),
  createdAt: time("when it was written"),
  updatedAt: time("when it was changed last"),
})
const end = (description: string) => Type.Optional(Type.String({ maxLength: 100, description }))
const Range = Type.Object(
  {
    startDate: end("`at` at or after this day or instant"),
    endDate: end("`at` at or before this day or instant"),
  },
  { additionalProperties: false },
)
const tag = "Data API"

/** Notes beside the figures, for programs: what a deployment, a price change or a mailing was. */
export function noteRoutes({ add, services }: ConfigRoutes): void {
  const { db } = services.database
  const writingOf = (request: FastifyRequest): NoteWriting => {
    const { workspace, keyId, keyName } = configurerOf(request)
    return {
      ...{ workspaceId: workspace.id, timeZone: workspace.timeZone, now: services.now() },
      actor: { kind: "key", id: keyId, name: keyName, address: request.ip },
    }
  }

  add<{ Querystring: { startDate?: string; endDate?: string } }>(
    {
      ...{ method: "GET", path: "insights/notes", operationId: "listNotes", tag },
      schema: {
        summary: "List notes",
        description:
          "What people and programs noted beside the figures, the oldest first; of more than a hundred the newest.",
        querystring: Range,
        response: answers(Type.Object({ notes: Type.Array(NoteShape) }), "the notes", [401, 404, 422, 503]),
      },
    },
    async (request) => {
      const { startDate, endDate } = request.query
      const [from, upTo] = instants(["startDate", startDate], ["endDate", endDate])
      const to = upTo && new Date(upTo.getTime() + 1)
      const { id: workspaceId, timeZone } = configurerOf(request).workspace
      const notes = await listNotes(services.reads.db, { workspaceId, timeZone, from, to })
      return { notes: notes.map(toShape) }
    },
  )

  add<{ Body: NewNote }>(
    {
      ...{ method: "POST", path: "insights/notes", operationId: "addNote", tag },
      schema: {
        summary: "Add a note",
        description:
          "Notes something beside the figures, such as a change of prices: it is marked under the save rate over time.",
        body: NewNoteBody,
        response: answers(NoteShape, "the note", [400, 401, 404, 409, 413, 415, 422, 503]),
      },
    },
    async (request) =>
      toShape((await addNote(db, writingOf(request), noteValues(request.body))) ?? noteLimits.tooMany()),
  )

  add<{ Params: { noteId: string } }>(
    {
      ...{ method: "DELETE", path: "insights/notes/:noteId", operationId: "deleteNote", tag },
      schema: {
        summary: "Delete a note",
        description: "One that a program wrote; what a person wrote is deleted on the page.",
        params: Type.Object({ noteId: uuidParam("the id of a note") }),
        response: answers(NoteShape, "the note, which is gone", [401, 404, 409, 422, 503]),
      },
    },
    async (request) => {
      const writing = writingOf(request)
      const { noteId } = request.params
      const note = (await findNote(db, writing, noteId)) ?? noteLimits.notFound()
      if (note.author.kind === "person")
        throw new ApiError(409, "note_of_person", "A person wrote this note; it is deleted on the page.")
      return toShape((await deleteNote(db, writing, noteId)) ?? noteLimits.notFound())
    },
  )
}

const toShape = ({ authorId: _, ...note }: KnownNote) => note
