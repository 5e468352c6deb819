import type { Announcement } from "./announcement.ts"
import { ChangeSet, type Topic } from "./change-set.ts"

export type OnChange = (changes: ChangeSet) => void

/** Hands what was announced to those of this process who follow the topic. */
export class LiveHub {
  readonly #followers = new Map<Topic, Set<OnChange>>()

  /** Answers how to stop following. */
  follow(topic: Topic, onChange: OnChange): () => void {
    const followers = this.#followers.get(topic) ?? new Set()
    this.#followers.set(topic, followers.add(onChange))
    return () => {
      followers.delete(onChange)
      if (followers.size === 0) this.#followers.delete(topic)
    }
  }

  /** @param announcement null when anything may have changed */
  publish(announcement: Announcement | null): void {
    for (const [topic, followers] of this.#followers) {
      const changes = announcement ? announcement.get(topic) : new ChangeSet([], true)
      if (changes) for (const onChange of followers) onChange(changes)
    }
  }
}
