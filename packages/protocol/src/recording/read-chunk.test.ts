import fc from "fast-check"
import { expect, test } from "vitest"
import { type Move, recordingLimits } from "./move.ts"
import { type ReadChunk, readChunk } from "./read-chunk.ts"
import { aChunk, aHead } from "./testing/a-recording.ts"

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const faultOf = (content: unknown) => {
  const read = readChunk(content)
  return "fault" in read ? read.fault : null
}
const withHead = (change: object) => ({ ...aChunk, head: { ...aHead, ...change } })
const withMoves = (...moves: unknown[]) => ({ ...aChunk, moves })

test("a chunk with a move of each kind is read as it is, from its bytes and from JSON", () => {
  expect(readChunk(bytesOf(aChunk))).toEqual({ chunk: aChunk })
  expect(readChunk(aChunk)).toEqual({ chunk: aChunk })
})

test("a later chunk has no head, and who sent it is not read", () => {
  const { head: _, ...later } = { ...aChunk, index: 1 }
  const caller = { app: "abc", token: "hf2_x", customerId: "cus_1", authHash: "aa", mode: "test" }
  expect(readChunk({ ...caller, subscriptionId: "sub_1", ...later })).toEqual({ chunk: later })
})

test.each<[string, unknown, string]>([
  ["a text", "moves", "A chunk must be an object of run, index, head and moves."],
  ["a list", [aChunk], "A chunk must be an object of run, index, head and moves."],
  ["an unknown key", { ...aChunk, page: "x" }, "The chunk has a key that is unknown."],
  [
    "a key of the prototype",
    JSON.parse(JSON.stringify(aChunk).replace("{", '{"__proto__":{"on":1},')),
    "The chunk has a key that is unknown.",
  ],
  ["what the page knows", { ...aChunk, customer: {} }, "The chunk has a key that is unknown."],
  ["no run", { ...aChunk, run: undefined }, "run must be a UUID."],
  ["a path as its run", { ...aChunk, run: "../../etc/passwd" }, "run must be a UUID."],
  ["an index below 0", { ...aChunk, index: -1 }, "index must be a whole number from 0 to 1999."],
  ["an index of 2^53", { ...aChunk, index: 2 ** 53 }, "index must be a whole number from 0 to 1999."],
  ["half an index", { ...aChunk, index: 0.5 }, "index must be a whole number from 0 to 1999."],
  ["an index in words", { ...aChunk, index: "0" }, "index must be a whole number from 0 to 1999."],
  ["no head", { ...aChunk, head: undefined }, expect.stringMatching(/^head must be an object of version, /)],
  ["no head at all", (({ head: _, ...rest }) => rest)(aChunk), "head is missing: the first chunk has it."],
  ["a head that comes late", { ...aChunk, index: 1 }, "head comes with the first chunk alone."],
  ["no moves", { ...aChunk, moves: [] }, "moves must be a list of 1 to 20000."],
  ["moves that are none", { ...aChunk, moves: {} }, "moves must be a list of 1 to 20000."],
  [
    "too many moves",
    { ...aChunk, moves: Array(20_001).fill([0, "declined"]) },
    "moves must be a list of 1 to 20000.",
  ],
])("refused: %s", (_name, content, fault) => {
  expect(faultOf(content)).toEqual(fault)
})

test.each<[object, string]>([
  [{ version: 2 }, "version that must be one of 1"],
  [{ build: "../players/x" }, "build that must be the hash of a build, 32 hexadecimal digits"],
  [{ blueprintId: "x".repeat(501) }, "blueprintId that must be a text of at most 500 characters"],
  [{ blueprintId: "\ud800" }, "blueprintId that must be a text of at most 500 characters"],
  [{ startedAt: 2 ** 53 }, "startedAt that must be a whole number from 946684800000 to 7258118400000"],
  [{ utcOffset: 9000 }, "utcOffset that must be a whole number from -1440 to 1440"],
  [{ uiLang: "javascript:" }, "uiLang that must be a language such as en"],
  [{ locale: "en\u0000" }, "locale that must be a language tag such as en-US"],
  [{ direction: "up" }, "direction that must be one of ltr, rtl"],
  [{ ownWords: { next: "x" } }, "ownWords that must be a list of at most 100"],
  [
    { ownWords: [["__proto__", "x"]] },
    "ownWords that has an entry 0 that has a key that must be the key of a word",
  ],
  [{ ownWords: [["next"]] }, "ownWords that has an entry 0 that must be a list of 2: key, text"],
  [{ mergeFields: [7] }, "mergeFields that has an entry 0 that must be a text of at most 200 characters"],
  [{ coupon: { couponType: "PERCENT" } }, "coupon that has a couponAmount that is missing, or null"],
  [{ coupon: { ...aHead.coupon, couponId: "half" } }, "coupon that has a key that is unknown, or null"],
  [
    { coupon: { ...aHead.coupon, couponAmount: -1 } },
    "coupon that has a couponAmount that must be a number from 0 to 1000000000000, or null",
  ],
  [{ plans: "small" }, "plans that must be a list of at most 200, or null"],
  [{ hasCancelNow: 1 }, "hasCancelNow that must be true or false"],
  [{ hasNotice: "yes" }, "hasNotice that must be true or false"],
  [
    { look: { light: { "--panel": "url(https://evil.example)" }, dark: {} } },
    "look that has a light that has a --panel that must be a colour such as #0f766e",
  ],
  [
    { look: { light: { "background-image": "#ffffff" }, dark: {} } },
    "look that has a light that has a key that must be a custom property such as --accent",
  ],
  [{ look: { light: {} } }, "look that has a dark that is missing"],
  [{ fonts: ["card 4242"] }, expect.stringContaining("fonts that has an entry 0 that must be one of ")],
  [{ width: -1 }, "width that must be a whole number from 0 to 20000"],
  [{ href: "https://shop.example/?token=1" }, "key that is unknown"],
])("refused: a head with %j", (change, fault) => {
  const expected = typeof fault === "string" ? `head has a ${fault}.` : fault
  expect(faultOf(withHead(change))).toEqual(expected)
})

test.each<[unknown, string]>([
  [null, "must be a list that begins with a time and a kind"],
  [{ at: 0 }, "must be a list that begins with a time and a kind"],
  [[], "has a time that must be a whole number from 0 to 7200000"],
  [["0", "left"], "has a time that must be a whole number from 0 to 7200000"],
  [[1.5, "left"], "has a time that must be a whole number from 0 to 7200000"],
  [[7_200_001, "left"], "has a time that must be a whole number from 0 to 7200000"],
  [[0, "eval", "alert(1)"], "is of an unknown kind"],
  [[0, "constructor"], "is of an unknown kind"],
  [[0, "__proto__"], "is of an unknown kind"],
  [[0, 3], "is of an unknown kind"],
  [[0, "left", 1], "(left) must have 0 fields after its kind"],
  [[0, "pointer", 1], "(pointer) must have 2 fields after its kind: x, y"],
  [[0, "pointer", 1, 1e9], "(pointer) has a y that must be a whole number from 0 to 20000"],
  [[0, "pointer", 1, null], "(pointer) has a y that must be a whole number from 0 to 20000"],
  [[0, "press", 1, 1, -2], "(press) has a control that must be a whole number from -1 to 9999"],
  [[0, "screen", "x".repeat(1101)], "(screen) has a guid that must be a text of at most 1100 characters"],
  [[0, "screen", { toString: 1 }], "(screen) has a guid that must be a text of at most 1100 characters"],
  [[0, "choice", 1], "(choice) has a guid that must be a text of at most 1100 characters, or null"],
  [[0, "typed", "feedback", "secret"], "(typed) has a length that must be a whole number from 0 to 10000"],
  [[0, "typed", "cardNumber", 16], "(typed) has a field that must be one of followup, feedback"],
  [[0, "key", "a"], "(key) has a key that must be one of tab, enter, space, escape, arrow"],
  [[0, "phase", "loading", null, null], expect.stringContaining("(phase) has a phase that must be one of ")],
  [
    [0, "phase", "failed", "x".repeat(2001), null],
    "(phase) has a message that must be a text of at most 2000 characters, or null",
  ],
  [
    [0, "phase", "done", null, "mailed"],
    "(phase) has a delivery that must be one of saved, arrived, asked, or null",
  ],
  [[0, "handler", "onclick"], expect.stringContaining("(handler) has a name that must be one of ")],
  [[0, "dark", true], "(dark) has a isDark that must be one of 0, 1"],
])("refused: the move %j", (move, fault) => {
  const expected = typeof fault === "string" ? `moves[1] ${fault}.` : fault
  expect(faultOf(withMoves([0, "left"], move))).toEqual(expected)
})

test("times that run backwards are refused, and equal ones are not", () => {
  expect(faultOf(withMoves([5, "left"], [5, "left"]))).toBeNull()
  expect(faultOf(withMoves([5, "left"], [4, "left"]))).toBe(
    "moves[1] has a time before that of the move before it.",
  )
})

test("bytes that are too many, no UTF-8, or no JSON are refused", () => {
  const room = new Uint8Array(recordingLimits.inflatedBytes + 1).fill(0x20)
  expect(faultOf(room)).toBe("A chunk may have 524288 bytes, inflated.")
  expect(faultOf(new Uint8Array([0x22, 0xff, 0x22]))).toBe("The chunk is not JSON in UTF-8.")
  expect(faultOf(bytesOf(aChunk).subarray(0, -1))).toBe("The chunk is not JSON in UTF-8.")
})

test("whatever comes, a fault is a sentence, and says nothing of the values", () => {
  const secret = "4242424242424242"
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(30), (value, place) => {
      const moves: unknown[] = structuredClone(aChunk.moves)
      const move = moves[place % moves.length] as unknown[]
      move[place % 5] = value
      for (const content of [value, withMoves(...moves), withHead({ [secret]: value, locale: secret })]) {
        const read: ReadChunk = readChunk(content)
        if ("chunk" in read) expect(read.chunk.moves).toEqual((content as { moves: Move[] }).moves)
        else expect(read.fault).toMatch(/^[^\n]+\.$/)
        if ("fault" in read) expect(read.fault).not.toContain(secret)
      }
    }),
  )
})
