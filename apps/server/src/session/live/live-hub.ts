import type { Announcement } from "./announcement.ts"
import type { Topic } from "./topic.ts"

/** Sessions are new or changed, or may be. */
export type OnChange = () => void

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
      if (announcement === null || announcement.has(topic)) for (const onChange of followers) onChange()
    }
  }
}
