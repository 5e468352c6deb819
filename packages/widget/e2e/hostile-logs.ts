import { aHead } from "../../protocol/src/recording/testing/a-recording.ts"

/** A log, and what comes with it, that somebody made up to do harm. */
export interface HostileLog {
  name: string
  /** In the place of the same keys of a head that is right. */
  head?: object
  moves?: unknown
  /** In the place of what the log comes with. */
  with?: { blueprint?: unknown; customer?: unknown; brandImage?: unknown; log?: unknown }
}

/** Sets a global of the page around the player, and opens a dialog, wherever it runs. */
export const script =
  "\"'></textarea></style><script>top.ran=1</script><img src=x onerror=top.ran=alert(1)><svg onload=top.ran=1>"
const runs = "javascript:top.ran=alert(1)"
const fetched = "https://evil.example/x"
/** No text of UTF-8: half a character. */
const broken = "\ud800"
/** Becomes a number without end where JSON is read. */
export const endless = "a number without end"

const begun = [0, "screen", "survey"]
const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth))
const after = (...moves: unknown[][]) => [begun, ...moves]
const allWords = (keys: readonly string[]) => keys.map((key) => [key, script])

export const goodHead = { ...aHead, hiddenOffers: [], coupon: null, plans: null, ownWords: [] }
export const goodMoves = [begun]

/** Logs that are right, with something of somebody else's in every place that takes a text: they are drawn, as texts. */
export const drawnLogs = (wordKeys: readonly string[], blueprint: object): HostileLog[] => [
  { name: "scripts in the merchant's message", moves: after([1, "phase", "failed", script, null]) },
  { name: "an address that runs as the message", moves: after([1, "phase", "done", runs, null]) },
  { name: "scripts in every word", head: { ownWords: allWords(wordKeys) } },
  {
    name: "scripts in every word, at the end",
    head: { ownWords: allWords(wordKeys) },
    moves: after([1, "phase", "done", null, "saved"]),
  },
  {
    name: "words that are none",
    head: { ownWords: allWords(["constructor", "toString", "valueOf", "hasOwnProperty"]) },
  },
  { name: "a language that an object has by itself", head: { uiLang: "valueOf".toLowerCase() } },
  { name: "a language that nobody speaks", head: { uiLang: "zz", locale: "zz-Zzzz-ZZ" } },
  {
    name: "scripts as guids",
    moves: after([1, "choice", script], [2, "screen", script], [3, "plan", script]),
  },
  {
    name: "guids of the prototype",
    moves: after([1, "choice", "__proto__"], [2, "followup", "constructor"], [3, "screen", "toString"]),
  },
  {
    name: "scripts as merge fields and hidden offers",
    head: { mergeFields: [script], hiddenOffers: [script] },
  },
  { name: "a plan change to plans that are none", head: { plans: [script] } },
  {
    name: "a coupon of a currency that is none",
    head: { coupon: { couponType: "AMOUNT", couponAmount: 1e12, currency: "zzz", couponDuration: 10_000 } },
  },
  {
    name: "a decision on no offer",
    moves: after([1, "decision", "accepted"], [1, "phase", "done", null, null]),
  },
  {
    name: "moves before the first screen",
    moves: [
      [0, "declined"],
      [0, "typed", "feedback", 10_000],
      [0, "press", 1, 1, 9999],
    ],
  },
  { name: "no move at all", moves: [] },
  { name: "a control that is none", moves: after([1, "focus", 9999, 1], [2, "scroll", 20_000]) },
  {
    name: "a fall, and a fall from there",
    moves: after([1, "fellBack"], [1, "screen", "confirm"], [2, "fellBack"]),
  },
  {
    name: "a hand far outside, in a frame of no size",
    head: { width: 0, height: 0 },
    moves: after([1, "press", 20_000, 20_000, -1]),
  },
  {
    name: "20,000 moves at one moment",
    moves: after(...Array.from({ length: 20_000 }, (_, i) => [1, "choice", String(i)])),
  },
  { name: "a day that no calendar has", head: { startedAt: 7_258_118_400_000, utcOffset: 1440 } },
  { name: "a picture that runs", with: { brandImage: runs } },
  { name: "a picture that is a page", with: { brandImage: "data:text/html,<script>top.ran=1</script>" } },
  { name: "a picture of another server", with: { brandImage: fetched } },
  {
    name: "a picture that draws and runs",
    with: {
      brandImage: `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="top.ran=1"><script>top.ran=1</script><image href="${fetched}"/></svg>`,
    },
  },
  {
    name: "scripts in every text of the blueprint",
    moves: after([1, "choice", "missing"], [2, "screen", "words"], [3, "screen", "confirm"]),
    with: { blueprint: everyText(blueprint, script) },
  },
  {
    name: "addresses that run in every text of the blueprint",
    moves: after([1, "choice", "expensive"], [2, "screen", "survey:offer:expensive"], [3, "screen", "pause"]),
    with: { blueprint: everyText(blueprint, runs) },
  },
  {
    name: "half a character in every text of the blueprint",
    with: { blueprint: everyText(blueprint, broken) },
  },
  {
    name: "a customer of scripts and of numbers without end",
    moves: after([1, "choice", "expensive"], [2, "screen", "survey:offer:expensive"]),
    with: {
      customer: {
        id: script,
        planPrice: endless,
        currency: script,
        billingInterval: script,
        trialEnd: script,
      },
    },
  },
]

/** The texts of a blueprint that a customer reads; its guids and kinds stay. */
function everyText(blueprint: object, text: string): unknown {
  const kept = /guid|type|interval|^id$|segmentId/i
  return JSON.parse(JSON.stringify(blueprint), (key, value) =>
    typeof value === "string" && !kept.test(key) ? text : value,
  )
}

/** Logs that are wrong: the player says what is. */
export const refusedLogs: HostileLog[] = [
  // what the run was drawn with
  { name: "another version", head: { version: 2 } },
  { name: "a version that looks like ours", head: { version: "1" } },
  { name: "a build that is a path", head: { build: "../../../../etc/passwd" } },
  { name: "a build that is a script", head: { build: script } },
  { name: "a number as a blueprint", head: { blueprintId: 7 } },
  { name: "a blueprint with half a character", head: { blueprintId: broken } },
  { name: "a version of a blueprint without end", head: { blueprintVersion: endless } },
  { name: "a start before there were browsers", head: { startedAt: -1 } },
  { name: "a clock a year ahead", head: { utcOffset: 525_600 } },
  { name: "the prototype as a language", head: { uiLang: "__proto__" } },
  { name: "a script as a language", head: { locale: `en"><script>top.ran=1</script>` } },
  { name: "a language without end", head: { locale: "a".repeat(100_000) } },
  { name: "a direction with an attribute", head: { direction: 'rtl" onload="top.ran=1' } },
  { name: "words as an object", head: { ownWords: { next: script } } },
  { name: "a script as the key of a word", head: { ownWords: [["<script>", "x"]] } },
  { name: "a word that is too long", head: { ownWords: [["next", "x".repeat(2001)]] } },
  { name: "a word with half a character", head: { ownWords: [["next", broken]] } },
  { name: "a word that is an object", head: { ownWords: [["next", { toString: script }]] } },
  { name: "too many words", head: { ownWords: allWords(Array.from({ length: 101 }, () => "next")) } },
  { name: "merge fields that are a text", head: { mergeFields: script } },
  { name: "offers nested very deep", head: { hiddenOffers: nested(400) } },
  {
    name: "a coupon with a key of its own",
    head: {
      coupon: { couponType: "PERCENT", couponAmount: 5, currency: null, couponDuration: 1, id: script },
    },
  },
  {
    name: "a coupon without end",
    head: { coupon: { couponType: "AMOUNT", couponAmount: endless, currency: "usd", couponDuration: null } },
  },
  {
    name: "a script as a currency",
    head: { coupon: { couponType: "AMOUNT", couponAmount: 5, currency: script, couponDuration: null } },
  },
  { name: "plans that are objects", head: { plans: [{ id: "small" }] } },
  { name: "a text as a yes", head: { hasCancelNow: "false" } },
  { name: "a colour that fetches", head: { look: { light: { "--panel": `url(${fetched})` }, dark: {} } } },
  {
    name: "a colour that ends its rule",
    head: { look: { light: {}, dark: { "--ink": `red}*{background:url(${fetched})` } } },
  },
  {
    name: "a style that is no colour",
    head: { look: { light: { "background:url(x)": "#ffffff" }, dark: {} } },
  },
  {
    name: "colours of the prototype",
    head: { look: { light: JSON.parse('{"__proto__":"#ffffff"}'), dark: {} } },
  },
  {
    name: "too many colours",
    head: {
      look: {
        light: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`--x${"y".repeat(i)}`, "#ffffff"])),
        dark: {},
      },
    },
  },
  { name: "a font that fetches", head: { fonts: [`url(${fetched})`] } },
  { name: "a font of the page's own", head: { fonts: ["SecretSans"] } },
  { name: "a frame of no end", head: { width: endless } },
  { name: "a frame of less than nothing", head: { height: -1 } },
  { name: "a frame in percent", head: { width: "100%" } },
  { name: "a key that nobody knows", head: { href: runs } },
  { name: "a key of the prototype", head: JSON.parse('{"__proto__":{"isAdmin":true}}') },
  { name: "the constructor as a key", head: { constructor: { prototype: {} } } },
  { name: "no head", with: { log: { moves: goodMoves } } },
  { name: "a head that is a list", with: { log: { head: [goodHead], moves: goodMoves } } },
  { name: "a head that is a text", with: { log: { head: JSON.stringify(goodHead), moves: goodMoves } } },
  // the moves
  { name: "no moves", with: { log: { head: goodHead } } },
  { name: "moves as a text", moves: JSON.stringify(goodMoves) },
  { name: "moves that look like a list", moves: { length: 1, 0: begun } },
  { name: "a move that is nothing", moves: [null] },
  { name: "a move that is an object", moves: [{ 0: 0, 1: "screen", 2: "survey" }] },
  { name: "a move that is nested very deep", moves: after([1, "phase", "failed", nested(400), null]) },
  { name: "an unknown kind", moves: after([1, "eval", "top.ran=1"]) },
  { name: "a kind of the prototype", moves: after([1, "constructor", "top.ran=1"]) },
  { name: "the prototype as a kind", moves: after([1, "__proto__", "top.ran=1"]) },
  { name: "a time before the run", moves: [[-1, "screen", "survey"]] },
  { name: "a time without end", moves: [[endless, "screen", "survey"]] },
  { name: "a time as a text", moves: [["0", "screen", "survey"]] },
  { name: "half a millisecond", moves: [[0.5, "screen", "survey"]] },
  {
    name: "times that run backwards",
    moves: [
      [5, "screen", "survey"],
      [4, "closed"],
    ],
  },
  { name: "a place without end", moves: after([1, "pointer", endless, 1]) },
  { name: "a script as a place", moves: after([1, "scroll", script]) },
  { name: "a control of another million", moves: after([1, "press", 1, 1, 1_000_000]) },
  { name: "an object as a message", moves: after([1, "phase", "failed", { toString: script }, null]) },
  { name: "a message with half a character", moves: after([1, "phase", "failed", broken, null]) },
  { name: "a message without end", moves: after([1, "phase", "failed", "x".repeat(200_000), null]) },
  { name: "a phase that is none", moves: after([1, "phase", "loading", null, null]) },
  { name: "a complaint of the prototype", moves: after([1, "missing", "constructor", "text", null]) },
  { name: "a complaint about what nobody sees", moves: after([1, "missing", "minLength", "body *", 1]) },
  { name: "a decision that nobody can make", moves: after([1, "decision", script]) },
  { name: "a handler that runs", moves: after([1, "handler", "eval"]) },
  { name: "a key that writes", moves: after([1, "key", "a"]) },
  { name: "a typed text", moves: after([1, "typed", "feedback", "my secret"]) },
  { name: "a text that is too long to type", moves: after([1, "typed", "feedback", 10_001]) },
  { name: "a field too many", moves: after([1, "declined", script]) },
  { name: "a field too few", moves: after([1, "pointer", 1]) },
]

/** What comes along with a log that is right, and cannot be drawn. */
export const undrawableLogs: HostileLog[] = [
  { name: "no blueprint", with: { blueprint: null } },
  { name: "a blueprint of another kind", with: { blueprint: script } },
  { name: "steps that are none", with: { blueprint: { content: { steps: script } } } },
  { name: "a step that is nothing", with: { blueprint: { content: { steps: [null] } } } },
]
