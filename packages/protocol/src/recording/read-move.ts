import { bit, type Check, oneOf, orNull, text, whole } from "./check.ts"
import {
  complaintFields,
  complaints,
  deliveries,
  loggedDecisions,
  loggedHandlers,
  loggedKeys,
  type MoveFields,
  type MoveKind,
  recordingLimits,
  shownPhases,
  typedFields,
} from "./move.ts"

/** An offer that an answer raised has the guids of the step and of the answer in its own. */
export const guid = text(1100)
const pixels = whole(0, 20_000)

type Field = readonly [name: string, check: Check]
/** As many as the kind has fields. */
type FieldsOf<T extends readonly unknown[]> = { [At in keyof T]: Field }

/** What each field of each kind takes. */
const fields: { [Kind in MoveKind]: FieldsOf<MoveFields[Kind]> } = {
  screen: [["guid", guid]],
  choice: [["guid", orNull(guid)]],
  followup: [["guid", orNull(guid)]],
  typed: [
    ["field", oneOf(typedFields)],
    ["length", whole(0, 10_000)],
  ],
  acknowledged: [["isTicked", bit]],
  pause: [["length", orNull(whole(0, 10_000))]],
  plan: [["id", orNull(text(500))]],
  declined: [],
  decision: [["decision", oneOf(loggedDecisions)]],
  handler: [["name", oneOf(loggedHandlers)]],
  phase: [
    ["phase", oneOf(shownPhases)],
    ["message", orNull(text(2000))],
    ["delivery", orNull(oneOf(deliveries))],
  ],
  missing: [
    ["complaint", oneOf(complaints)],
    ["field", oneOf(complaintFields)],
    ["count", orNull(whole(0, 10_000))],
  ],
  fellBack: [],
  pointer: [
    ["x", pixels],
    ["y", pixels],
  ],
  press: [
    ["x", pixels],
    ["y", pixels],
    ["control", whole(-1, 9999)],
  ],
  scroll: [["top", pixels]],
  focus: [
    ["control", whole(-1, 9999)],
    ["isVisible", bit],
  ],
  key: [["key", oneOf(loggedKeys)]],
  size: [
    ["width", pixels],
    ["height", pixels],
  ],
  dark: [["isDark", bit]],
  visible: [["isVisible", bit]],
  left: [],
  closed: [],
  thinned: [],
  stopped: [],
}

const isKind = (kind: unknown): kind is MoveKind => typeof kind === "string" && Object.hasOwn(fields, kind)

const time = whole(0, recordingLimits.durationMs)

/** What is wrong with a move, as the end of a sentence that begins with its place; null where nothing is. */
export function faultOfMove(move: unknown, notBefore: number): string | null {
  if (!Array.isArray(move)) return "must be a list that begins with a time and a kind"
  const [at, kind, ...values] = move as unknown[]
  const timeFault = time(at)
  if (timeFault) return `has a time that ${timeFault}`
  if (Number(at) < notBefore) return "has a time before that of the move before it"
  if (!isKind(kind)) return "is of an unknown kind"
  const wanted: readonly Field[] = fields[kind]
  if (values.length !== wanted.length) {
    const names = wanted.map(([name]) => name).join(", ")
    return `(${kind}) must have ${wanted.length} fields after its kind${names && `: ${names}`}`
  }
  for (const [i, [name, check]] of wanted.entries()) {
    const fault = check(values[i])
    if (fault) return `(${kind}) has a ${name} that ${fault}`
  }
  return null
}
