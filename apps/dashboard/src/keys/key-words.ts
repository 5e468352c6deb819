import type { ApiKey, KeyKind, KeyOverlap } from "@holdfast/protocol/dashboard"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"

/** What a kind of key is called, what it is for, and what stops without one. */
interface KindWords {
  title: string
  /** One of them, in a sentence. */
  one: string
  purpose: string
  /** Where there is none. */
  empty: string
  /** What a revoked one ends. */
  stops: string
}

export const kindWords: Record<KeyKind, KindWords> = {
  flow: {
    title: "Flow keys",
    one: "flow key",
    purpose:
      "Your server signs customers with one, so that nobody enters the flow as somebody else. Never put one into a page.",
    empty: "There is no flow key, so no customer's flow is accepted. Create one and put it on your server.",
    stops:
      "Customers whom your server signs with it cannot enter the flow, and their sessions are not recorded.",
  },
  "data-live": {
    title: "Data keys, live",
    one: "live data key",
    purpose: "Programs read live sessions with one, through the Data API. Whoever has one reads everything.",
    empty: "There is no live data key, so no program reads live sessions.",
    stops: "Programs that read live sessions with it are refused.",
  },
  "data-test": {
    title: "Data keys, test",
    one: "test data key",
    purpose: "Programs read test sessions with one, and never a live one.",
    empty: "There is no test data key, so no program reads test sessions.",
    stops: "Programs that read test sessions with it are refused.",
  },
  config: {
    title: "Config keys",
    one: "config key",
    purpose:
      "Programs read, change and publish flows with one, so that flows can be kept in git. It reads no session.",
    empty: "There is no config key, so flows are made here alone.",
    stops: "Programs that change flows with it are refused.",
  },
}

/** How long the old key stays valid, in the order in which it is offered. */
export const overlapWords: Record<KeyOverlap, string> = {
  none: "Not at all: the old key is refused at once",
  "1-hour": "1 hour",
  "24-hours": "24 hours",
  "7-days": "7 days",
}

/** What a person called a key. */
export const keyName = ({ name }: Pick<ApiKey, "name">): string => readableText(name) ?? "(unreadable name)"

/** Whoever made a key, as the end of "Created yesterday …". */
export function makerWords({ kind, name }: ApiKey["createdBy"]): string {
  switch (kind) {
    case "start":
      return "with the workspace"
    case "command":
      return "by command"
    case "person":
      return `by ${shorten(readableText(name) ?? "somebody who left", 80)}`
  }
}

/** Whether requests with it are accepted. */
export const isAccepted = ({ state }: ApiKey): boolean => state === "active" || state === "ending"
