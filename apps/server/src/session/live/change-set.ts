import type { Mode } from "@holdfast/protocol"

/** The most ids that are kept; beyond them all that is known is that there are more. */
export const mostIds = 100

/** Sessions of one workspace and mode that are new or changed, in bounded memory. */
export class ChangeSet {
  readonly ids = new Set<string>()
  /** Others changed, too, or may have. */
  more: boolean

  constructor(ids: Iterable<string> = [], more = false) {
    this.more = more
    for (const id of ids) this.add(id)
  }

  add(id: string): void {
    if (this.ids.has(id)) return
    if (this.ids.size < mostIds) this.ids.add(id)
    else this.more = true
  }

  merge({ ids, more }: ChangeSet): void {
    for (const id of ids) this.add(id)
    this.more ||= more
  }
}

/** Names a workspace's sessions of one mode. */
export type Topic = `${string} ${Mode}`

export const topicOf = (workspaceId: string, mode: Mode): Topic => `${workspaceId} ${mode}`
