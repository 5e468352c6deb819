import type { Mode } from "@holdfast/protocol"
import type { ViewSearch } from "../analytics/view/view.ts"

/** The search part of a link to another page of the same workspace. */
export const keepWorkspace = ({ workspace }: ViewSearch): ViewSearch =>
  workspace === undefined ? {} : { workspace }

/** The same, for a page that shows one mode. */
export const keepWorkspaceIn =
  (mode: Mode) =>
  (search: ViewSearch): ViewSearch =>
    mode === "live" ? keepWorkspace(search) : { ...keepWorkspace(search), mode }
