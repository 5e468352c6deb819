import {
  billingIntervals,
  couponTypes,
  decisionStates,
  flowArms,
  offerTypes,
  pauseIntervals,
  type SessionFacts,
} from "@holdfast/protocol"
import { type ExportColumnKind, exportColumns } from "@holdfast/protocol/dashboard"
import naughty from "big-list-of-naughty-strings" with { type: "json" }
import fc from "fast-check"

const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed()

/** Texts that break files: of all characters, of a public list, and what spreadsheets take for formulas. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }).filter(isStorable),
  fc.string({
    unit: fc.constantFrom(
      '"',
      "'",
      ",",
      ";",
      "\t",
      "\r",
      "\n",
      "\r\n",
      "=",
      "+",
      "-",
      "@",
      "\\",
      "\\.",
      "\ufeff",
      " ",
      "é",
      "😀",
      "＝",
    ),
    maxLength: 8,
  }),
  fc.constantFrom(...(naughty as string[]).filter(isStorable).map((text) => text.slice(0, 400))),
  fc.constantFrom(
    "",
    "\\.",
    "null",
    "=1+1",
    "-5",
    "'=1",
    "''",
    "\u0001\u0002",
    '=HYPERLINK("x")',
    "\u200b=1",
    "x;=1+1",
    "x,=1+1",
    "a\n=1+1",
    'a;"=1+1',
    "'x\t'-1",
    "0012345",
    "123456789012345678",
    "1e10",
    "12345",
    "'0012345",
    "MAR1",
    "TRUE",
    "3/4",
  ),
)

/** Every form of time that the wire takes. */
const hostileTime = fc
  .tuple(
    fc.date({ min: new Date("1910-01-01"), max: new Date("2199-12-31"), noInvalidDate: true }),
    fc.constantFrom("Z", "+02:00", "-0930", "+14:00", "date", "minutes"),
  )
  .map(([at, form]) => {
    const iso = at.toISOString()
    if (form === "date") return iso.slice(0, 10)
    if (form === "minutes") return `${iso.slice(0, 16)}Z`
    return iso.replace("Z", form)
  })

const words: Readonly<Record<string, readonly string[]>> = {
  abtestArm: flowArms,
  decisionState: decisionStates,
  "customer.billingInterval": billingIntervals,
  "acceptedOffer.offerType": offerTypes,
  "acceptedOffer.couponType": couponTypes,
  "acceptedOffer.pauseInterval": pauseIntervals,
  translationType: ["ai", "manual"],
}

const ofKind: Readonly<Record<Exclude<ExportColumnKind, "word">, fc.Arbitrary<unknown>>> = {
  text: hostileText,
  number: fc.oneof(
    fc.integer({ min: 0, max: 1_000_000_000 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  money: fc.oneof(fc.integer(), fc.double({ noNaN: true, min: -1e12, max: 1e12 })),
  coupon: fc.integer({ min: 0, max: 100_000 }),
  boolean: fc.boolean(),
  time: hostileTime,
  json: fc.oneof(
    fc.dictionary(
      fc.string({ maxLength: 5 }).filter((key) => key !== "__proto__" && isStorable(key)),
      hostileText,
      {
        maxKeys: 3,
      },
    ),
    fc.array(hostileText, { maxLength: 3 }),
  ),
}
/** What is said by the server, or follows from the rest. */
const notOfClients = new Set([
  ...["_id", "createdAt", "updatedAt", "mode", "outcome", "saveType", "bounced", "bouncedBy"],
  "recordingState",
  ...["ageMonths", "flow", "other", "customer.billingIntervalCount", "customer.currency"],
])

/** What a client may report: any of the fields that are columns, set, null or missing, and some that are not. */
export const hostileFacts: fc.Arbitrary<SessionFacts> = fc
  .record(
    {
      ...Object.fromEntries(
        exportColumns
          .filter(({ id }) => !notOfClients.has(id))
          .map(({ id, kind }) => {
            const value: fc.Arbitrary<unknown> =
              kind === "word" ? fc.constantFrom(...(words[id] ?? [])) : ofKind[kind]
            return [id, fc.option(value, { freq: 5 })]
          }),
      ),
      "customer.currency": fc.constantFrom(null, "usd", "JPY", "kwd", "EUR", "zzz", "x"),
      "customer.billingIntervalCount": fc.constantFrom(null, 1, 12),
      "acceptedOffer.customOfferType": hostileText,
      "customer.unknown": hostileText,
      "region.clickToCancel": fc.boolean(),
      uiLang: hostileText,
      sentimentScores: ofKind.json,
    },
    { requiredKeys: [] },
  )
  .map(nested)

/** `{ "a.b": 1 }` as `{ a: { b: 1 } }`. An offer without a type is none. */
function nested(flat: Readonly<Record<string, unknown>>): SessionFacts {
  const facts: Record<string, unknown> = {}
  for (const [id, value] of Object.entries(flat)) {
    const [first = "", second] = id.split(".")
    if (second === undefined) facts[first] = value
    else facts[first] = { ...(facts[first] as object | undefined), [second]: value }
  }
  const offer = facts.acceptedOffer as { offerType?: unknown } | undefined
  if (!offer?.offerType) facts.acceptedOffer = null
  return facts as SessionFacts
}
