import type { NewNote, Note, NoteChange, Notes, Span } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/insights/notes`

/** What people and programs noted in a span, the oldest first. */
export const notesQuery = (appId: string, { from, to }: Span) =>
  queryOptions({
    queryKey: ["notes", appId, from, to],
    queryFn: async ({ signal }) => {
      const params = new URLSearchParams({ ...(from && { from }), ...(to && { to }) })
      return (await request<Notes>(`${pathOf(appId)}?${params}`, { signal })).notes
    },
  })

export const addNote = (appId: string, body: NewNote) =>
  request<Note>(pathOf(appId), { method: "POST", body })

export const changeNote = (appId: string, id: string, body: NoteChange) =>
  request<Note>(`${pathOf(appId)}/${id}`, { method: "PATCH", body })

export const deleteNote = (appId: string, id: string) =>
  request<null>(`${pathOf(appId)}/${id}`, { method: "DELETE" })
