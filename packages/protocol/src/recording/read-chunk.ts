import {
  amount,
  type Check,
  closed,
  flag,
  isObject,
  listOf,
  mapOf,
  matching,
  oneOf,
  orNull,
  text,
  tuple,
  whole,
} from "./check.ts"
import { recordingLimits, recordingVersion } from "./move.ts"
import { faultOfMove, guid } from "./read-move.ts"
import type { RecordingCaller, RecordingChunk } from "./recording-api.ts"
import { loggedFonts, type RecordingHead } from "./recording-head.ts"

const id = text(500)
const pixels = whole(0, 20_000)
const mostMoves = 20_000

const look = mapOf(
  20,
  matching(/^--[a-z-]{1,40}$/, "a custom property such as --accent"),
  matching(/^(#[0-9a-f]{6}|transparent)$/, "a colour such as #0f766e"),
)

const head = closed({
  version: oneOf([recordingVersion]),
  build: matching(/^[0-9a-f]{32}$/, "the hash of a build, 32 hexadecimal digits"),
  blueprintId: id,
  blueprintVersion: whole(0, 1_000_000_000),
  startedAt: whole(946_684_800_000, 7_258_118_400_000),
  utcOffset: whole(-1440, 1440),
  uiLang: matching(/^[a-z]{2,8}$/, "a language such as en"),
  locale: matching(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/, "a language tag such as en-US"),
  direction: oneOf(["ltr", "rtl"]),
  ownWords: listOf(
    100,
    tuple(["key", matching(/^[a-zA-Z]{1,40}$/, "the key of a word")], ["text", text(2000)]),
  ),
  mergeFields: listOf(200, text(200)),
  hiddenOffers: listOf(200, guid),
  coupon: orNull(
    closed({
      couponType: oneOf(["PERCENT", "AMOUNT"]),
      couponAmount: amount,
      currency: orNull(matching(/^[a-zA-Z]{3}$/, "a code of ISO 4217, such as usd")),
      couponDuration: orNull(whole(0, 10_000)),
    }),
  ),
  plans: orNull(listOf(200, id)),
  hasCancelNow: flag,
  hasNotice: flag,
  look: closed({ light: look, dark: look }),
  isDark: flag,
  fonts: listOf(loggedFonts.length, oneOf(loggedFonts)),
  width: pixels,
  height: pixels,
} satisfies Record<keyof RecordingHead, Check>)

/** Whoever admits the customer reads these. */
const callerKeys = ["app", "token", "customerId", "authHash", "subscriptionId", "mode"] as const
callerKeys satisfies readonly (keyof RecordingCaller)[]
const ownKeys = ["run", "index", "head", "moves"] as const
const keys: readonly string[] = [...callerKeys, ...ownKeys]

const runId = matching(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, "a UUID")

export type ReadChunk = { chunk: RecordingChunk } | { fault: string }

const refuse = (fault: string): ReadChunk => ({ fault })

/**
 * Reads one piece of a log. One that holds anything unknown, out of bounds or out of order is refused whole, so what is kept can be
 * played without another look at it.
 * @param content the bytes of the JSON, inflated, or what they were parsed to
 * @returns the chunk without who sent it, or what is wrong with it: a sentence without any of its values
 */
export function readChunk(content: unknown): ReadChunk {
  const parsed = content instanceof Uint8Array ? parse(content) : { value: content }
  if ("fault" in parsed) return parsed
  const { value } = parsed
  if (!isObject(value)) return refuse("A chunk must be an object of run, index, head and moves.")
  if (Object.keys(value).some((key) => !keys.includes(key)))
    return refuse("The chunk has a key that is unknown.")
  const { run, index } = value
  for (const [name, fault] of [
    ["run", runId(run)],
    ["index", whole(0, recordingLimits.chunks - 1)(index)],
  ]) {
    if (fault) return refuse(`${name} ${fault}.`)
  }
  const headFault = faultOfHead(index === 0, value)
  if (headFault) return refuse(`head ${headFault}.`)
  const movesFault = faultOfMoves(value.moves)
  if (movesFault) return refuse(`${movesFault}.`)
  const { head, moves } = value as unknown as RecordingChunk
  return { chunk: { run: String(run), index: Number(index), ...(head && { head }), moves } }
}

/** What is wrong with a log that was put together of chunks, for whoever plays it; null where nothing is. */
export function faultOfLog({ head: given, moves }: { head: unknown; moves: unknown }): string | null {
  const headFault = head(given)
  if (headFault) return `head ${headFault}.`
  if (!Array.isArray(moves)) return "moves must be a list."
  const fault = faultInMoves(moves)
  return fault && `${fault}.`
}

function parse(bytes: Uint8Array): { value: unknown } | { fault: string } {
  if (bytes.length > recordingLimits.inflatedBytes)
    return { fault: `A chunk may have ${recordingLimits.inflatedBytes} bytes, inflated.` }
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) }
  } catch {
    return { fault: "The chunk is not JSON in UTF-8." }
  }
}

function faultOfHead(isFirst: boolean, value: Record<string, unknown>): string | null {
  if (isFirst) return "head" in value ? head(value.head) : "is missing: the first chunk has it"
  return "head" in value ? "comes with the first chunk alone" : null
}

function faultOfMoves(moves: unknown): string | null {
  if (!Array.isArray(moves) || moves.length === 0 || moves.length > mostMoves)
    return `moves must be a list of 1 to ${mostMoves}`
  return faultInMoves(moves)
}

function faultInMoves(moves: readonly unknown[]): string | null {
  let before = 0
  for (const [i, move] of moves.entries()) {
    const fault = faultOfMove(move, before)
    if (fault) return `moves[${i}] ${fault}`
    before = Number((move as unknown[])[0])
  }
  return null
}
