import type { Mode } from "@holdfast/protocol"

/** Names a workspace's sessions of one mode. */
export type Topic = `${string} ${Mode}`

export const topicOf = (workspaceId: string, mode: Mode): Topic => `${workspaceId} ${mode}`
