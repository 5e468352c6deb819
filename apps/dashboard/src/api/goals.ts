import type { Goal, NewGoal } from "@holdfast/protocol/dashboard"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/goals`

/** Sets the goal of a figure, in the place of the one that it had. */
export const setGoal = (appId: string, body: NewGoal) => request<Goal>(pathOf(appId), { method: "PUT", body })

export const removeGoal = (appId: string, id: string) =>
  request<null>(`${pathOf(appId)}/${id}`, { method: "DELETE" })
