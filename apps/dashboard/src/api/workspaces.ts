import type { MadeWorkspace, WorkspaceName } from "@holdfast/protocol/dashboard"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

/** Another workspace of who owns this one. */
export const makeWorkspace = (appId: string, body: WorkspaceName) =>
  request<MadeWorkspace>(`${workspacePath(appId)}/workspaces`, { method: "POST", body })

export const renameWorkspace = (appId: string, body: WorkspaceName) =>
  request<MadeWorkspace>(workspacePath(appId), { method: "PATCH", body })
