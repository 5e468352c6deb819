import type { HealthKind } from "@holdfast/protocol/dashboard"

/** A kind of thing that went wrong with what a client sent; no value that it sent is part of it. */
export interface Problem {
  kind: HealthKind
  /** `POST /v1/flow/report`. */
  route: string
  client: Client
  /** Empty where the whole request was refused. */
  field: string
  /** Of a field the sentence that says what it takes; of a refusal its code. */
  why: string
  /** The shape of what was sent; null where there is none to tell of. */
  example: string | null
}

/** What a client says of itself; empty where it says nothing that can be shown. */
export interface Client {
  name: string
  version: string
}
