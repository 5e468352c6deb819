import {
  readAnyTime,
  readBillingPeriod,
  readCurrency,
  readSubscriptionState,
  subscriptionStates,
} from "@holdfast/protocol"
import { handlerNames, listenerNames } from "../callbacks.ts"
import { coreWordNames, flowWords } from "../words/flow-word.ts"

/** What an option takes: in words, and as a test. */
export interface Shape {
  accepts: string
  fits(value: unknown): boolean
  /** Of an object: what its keys take; a key that is missing here is not kept. */
  keys?: Readonly<Record<string, Shape>>
  /** Of a list: what each of its entries takes. */
  entries?: Shape
  /** Of an object whose keys are the page's own: what each of them takes. */
  values?: Shape
  /** Where to put what is not kept here. */
  hint?: string
  /** Where all the keys are listed that are too many for a sentence. */
  listedIn?: string
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value)
const isText = (value: unknown) => typeof value === "string"
/** As the server reads it: in any spelling that has one meaning, within two centuries. */
const isDate = (value: unknown) => {
  const year = (value instanceof Date ? value : readAnyTime(value))?.getUTCFullYear() ?? 0
  return year >= 2000 && year < 2200
}

const text: Shape = { accepts: "a text", fits: isText }
const id: Shape = { accepts: "a text that is not empty", fits: (value) => isText(value) && value !== "" }
const yesOrNo: Shape = { accepts: "true or false", fits: (value) => typeof value === "boolean" }
const number: Shape = { accepts: "a number", fits: Number.isFinite }
const isPrice = (value: unknown) => Number.isInteger(value) && Number(value) >= 0
const minorUnits: Shape = {
  accepts: "a whole number of minor units, such as 2900 for $29",
  fits: isPrice,
}
const currency: Shape = {
  accepts: "a code of ISO 4217, such as usd",
  fits: (value) => isText(value) && (readCurrency(String(value)) ?? "").length === 3,
}
const interval: Shape = {
  accepts: "day, week, month or year",
  fits: (value) => isText(value) && readBillingPeriod(String(value)) !== null,
}
const intervalCount: Shape = {
  accepts: "a whole number from 1 on",
  fits: (value) => Number.isInteger(value) && Number(value) > 0,
}
const isState = (value: unknown) =>
  isText(value) && (subscriptionStates as readonly string[]).includes(readSubscriptionState(String(value)))
const states = subscriptionStates.join(", ")
const callback: Shape = { accepts: "a function", fits: (value) => typeof value === "function" }
const date: Shape = {
  accepts: 'a date between 2000 and 2200 such as "2026-11-30" or "2026-11-30T08:00:00Z"',
  fits: isDate,
}
const oneOf = (...words: string[]): Shape => ({
  accepts: `one of ${words.join(", ")}`,
  fits: (value) => words.includes(String(value)),
})
const language: Shape = {
  accepts: "a language such as fr or pt-BR",
  fits: (value) => isText(value) && /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(String(value)),
}
const object = (keys: Shape["keys"], hint?: string): Shape => ({
  accepts: "an object",
  fits: isObject,
  ...(keys && { keys }),
  ...(hint && { hint }),
})
const objectOf = (values: Shape): Shape => ({ accepts: "an object", fits: isObject, values })
const listOf = (entries: Shape): Shape => ({ accepts: "a list", fits: Array.isArray, entries })
const anything: Shape = { accepts: "anything", fits: () => true }

const attribute: Shape = {
  accepts: "a text, a number, true or false",
  fits: (value) => isText(value) || typeof value === "boolean" || Number.isFinite(value),
}

const period = { start: date, end: date }

const price = object({
  id,
  type: text,
  productId: text,
  name: text,
  interval,
  intervalCount,
  duration: object({ interval, intervalCount }),
  amount: {
    accepts: 'a number of minor units, or an object such as { value: 2900, currency: "usd" }',
    fits: (value) => isPrice(value) || isObject(value),
    keys: { model: text, value: minorUnits, currency },
  },
})

const customer = object(
  {
    id,
    email: text,
    name: text,
    lastName: text,
    phone: text,
    currency,
    addresses: anything,
    metadata: objectOf(attribute),
  },
  "Plan and price belong to subscriptions, attributes of your own to customerAttributes.",
)

const subscription = object(
  {
    id,
    customerId: text,
    start: date,
    periodStart: date,
    end: date,
    status: {
      accepts: `an object such as { name: "active" }, or its name alone: ${states}`,
      fits: (value) => isObject(value) || isState(value),
      keys: {
        name: { accepts: `one of ${states}`, fits: isState },
        ...period,
        currentPeriod: object(period),
        trial: object(period),
        pause: object(period),
      },
    },
    items: listOf(object({ id, quantity: number, price })),
    discounts: anything,
  },
  "A plan is subscriptions[0].items[0].price.",
)

/** What the vendor's clients send. Holdfast knows the billing from the workspace. */
const provider = oneOf(
  ...["stripe", "chargebee", "braintree", "paddle", "paddle-billing", "paddling-billing", "direct"],
)

const words: Shape = {
  accepts: 'an object of words, such as { next: "Suivant" }',
  fits: isObject,
  keys: Object.fromEntries([...coreWordNames, ...flowWords].map((key) => [key, text])),
  listedIn: "the words of the flow, which docs/embedding.md lists",
}
const messages: Shape = {
  accepts: 'an object of languages, such as { fr: { next: "Suivant" } }',
  fits: isObject,
  values: words,
}

const functions = Object.fromEntries([...handlerNames, ...listenerNames].map((name) => [name, callback]))

/** Every option of `init`, as `docs/embedding.md` describes it. */
export const optionShapes: Readonly<Record<string, Shape>> = {
  ...functions,
  appId: id,
  customerId: id,
  authHash: {
    accepts: "the HMAC-SHA256 of the customer id in hex, 64 digits, made on your server",
    fits: (value) => /^\s*[0-9a-f]{64}\s*$/i.test(String(value)),
  },
  token: id,
  subscriptionId: id,
  mode: {
    accepts: "live, test or sandbox",
    fits: (value) => /^(live|test|sandbox)$/i.test(String(value)),
  },
  // what the vendor's clients also send
  provider,
  billingProvider: provider,
  record: yesOrNo,
  customer,
  subscriptions: listOf(subscription),
  customerAttributes: objectOf(attribute),
  report: yesOrNo,
  preview: yesOrNo,
  i18n: { accepts: 'an object such as { lang: "fr" }', fits: isObject, keys: { lang: language, messages } },
  dynamicOffers: object({
    discount: object({
      couponId: id,
      couponType: oneOf("PERCENT", "AMOUNT"),
      couponAmount: number,
      couponDuration: number,
      currency,
    }),
    planChange: object({ planIds: listOf(id) }),
  }),
  bypassDiscountAppliedScreen: yesOrNo,
  bypassPauseAppliedScreen: yesOrNo,
  colorScheme: oneOf("auto", "light", "dark"),
}

/** Options of the vendor's embed that Holdfast does not carry out. */
export const ineffective: readonly string[] = ["customerDataEndpoint", "prefilled"]
