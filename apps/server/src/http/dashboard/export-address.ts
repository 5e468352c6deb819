import { Type } from "typebox"
import { ApiError } from "../api-error.ts"
import { uuidParam } from "../uuid-param.ts"

/** Where the exports of a workspace stand, and one of them. */
export const exportsPath = "/api/workspaces/:appId/exports"
export const exportPath = `${exportsPath}/:exportId`

/** Every route of exports asks for the same permission. */
export const exportConfig = { access: { action: "export:take" } } as const

export type ExportParams = { appId: string; exportId: string }
export const exportParams = Type.Object({
  appId: Type.String(),
  exportId: uuidParam("the id of an export"),
})

export const noSuchExport = () => new ApiError(404, "export_not_found", "There is no such export for you.")
