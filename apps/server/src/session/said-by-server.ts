import type { SessionFacts, SessionRecord } from "@holdfast/protocol/schema"

/** The compiler asks for every field of the record that is no fact. */
const said: Record<Exclude<keyof SessionRecord, keyof SessionFacts>, true> = {
  _id: true,
  __v: true,
  org: true,
  mode: true,
  saveType: true,
  bounced: true,
  verified: true,
  recordingState: true,
  createdAt: true,
  updatedAt: true,
}

/** Fields of a record that the server says beside the facts; what anybody else says under these names is no fact. */
export const saidByServer: ReadonlySet<string> = new Set(Object.keys(said))
