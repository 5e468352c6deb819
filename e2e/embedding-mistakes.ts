import { functionsOf, hashOf, tokenOf } from "./embedding-page.ts"
import { product, readKeys } from "./product.ts"

/** What can be wrong with an embedding page, and what its engineer is told. */

export interface Mistake {
  /** What it is about: options, handlers or listeners of the guide, or something around them. */
  of: string | string[]
  what: string
  /** JavaScript in place of the right options, which are `customerId`, `authHash` and `handleCancel`. */
  options?: (right: { id: string; hash: string }) => string
  tags?: () => string
  command?: string
  policy?: string
  /** All that Holdfast says on the console. */
  says: string[]
  /** What the browser says by itself. */
  browser?: RegExp
  /** The row of the page Health, where the server met it. */
  health?: string
}

const scriptTag = (query: string) => `<script async src="${product.url}/js/app.js${query}"></script>`
const takes = (option: string, is: string, what: string) => `${option} is ${is}; it takes ${what}.`
const misfit = "a text that does not fit"
const onServer = "the HMAC-SHA256 of the customer id in hex, 64 digits, made on your server"
const wrongHash =
  "The customer hash (authHash, x-ck-authorization) is not the HMAC-SHA256 of this customer id with a flow key of this workspace."
const needsId = "customerId (or customer.id) must be a text, or pass a token"
const withToken = (claims: string) => `customerId: undefined, authHash: undefined, token: ${claims}`
const price = "subscriptions[0].items[0].price"
const priced = (rest: string) => `subscriptions: [{ items: [{ price: { id: "p", ${rest} } }] }]`

const flags = ["report", "preview", "record", "bypassDiscountAppliedScreen", "bypassPauseAppliedScreen"]
const functions = [...new Set([...functionsOf("Handlers"), ...functionsOf("Listeners")])]

export const mistakes: Mistake[] = [
  {
    ...{ of: "appId", what: "of no workspace", tags: () => scriptTag("?appId=zzzzzzzzz") },
    says: ["appId is of no workspace here; the page Keys of the dashboard shows it."],
  },
  {
    ...{ of: "appId", what: "missing", tags: () => scriptTag("") },
    says: ["appId is missing", "appId is missing: put it into the script's address, as app.js?appId=…"],
  },
  { of: "appId", what: "with a blank", options: () => `appId: " ${readKeys().appId} "`, says: [] },
  {
    ...{ of: "appId", what: "a number", options: () => "appId: 7" },
    says: [takes("appId", "7", "a text that is not empty")],
  },
  {
    ...{
      of: "customerId",
      what: "missing",
      options: () => 'customerId: undefined, customer: { email: "a@b.example" }',
    },
    says: [needsId],
  },
  {
    ...{ of: "customerId", what: "a number", options: () => "customerId: 42" },
    says: [needsId, takes("customerId", "42", "a text that is not empty")],
  },
  {
    ...{ of: "customer", what: "somebody else's", options: () => 'customer: { id: "somebody" }' },
    says: ["customer.id is another one than customerId, which is the one that counts."],
  },
  {
    ...{ of: "authHash", what: "missing", options: () => "authHash: undefined" },
    says: ["authHash must be the HMAC-SHA256 of customerId from your server"],
  },
  {
    ...{ of: "authHash", what: "not in hex", options: () => 'authHash: "q83vEjRW"' },
    says: [wrongHash, takes("authHash", misfit, onServer)],
    health: "The customer hash does not fit.",
  },
  {
    ...{ of: "authHash", what: "of another customer", options: () => `authHash: "${hashOf("somebody")}"` },
    says: [wrongHash],
    health: "The customer hash does not fit.",
  },
  {
    of: "authHash",
    what: "made with another key",
    options: ({ id }) => `authHash: "${hashOf(id, "flow_of_another_workspace")}"`,
    says: [wrongHash],
    health: "The customer hash does not fit.",
  },
  {
    ...{ of: "authHash", what: "the flow key itself", options: () => `authHash: "${readKeys().flowKey}"` },
    says: [
      wrongHash,
      "authHash is a key of your workspace, which whoever opens this page can read. Revoke it on the page Keys, and let your server make the hash.",
      takes("authHash", misfit, onServer),
    ],
    health: "The customer hash does not fit.",
  },
  {
    ...{ of: "token", what: "nothing of the kind", options: () => withToken('"secret"') },
    says: [
      "token is not a flow token: it takes hf2_, the base64url of {a, c, m, t}, a dot and its HMAC in hex. a and c are texts, m is live, test or sandbox, t is epoch milliseconds.",
    ],
    health: "The token is not a flow token.",
  },
  {
    of: "token",
    what: "with a time in seconds",
    options: ({ id }) => withToken(`"${tokenOf({ c: id, t: Math.floor(Date.now() / 1000) })}"`),
    says: [
      "The flow token is older than this workspace allows; make a new one for every page, with t in milliseconds.",
    ],
    health: "The flow token is too old.",
  },
  {
    of: "token",
    what: "beside the other proof and the mode",
    options: ({ id }) => `token: "${tokenOf({ c: id })}", mode: "test"`,
    says: ["authHash", "customerId", "mode"].map(
      (name) => `${name} is not used where there is a token, which says it. Leave it out.`,
    ),
  },
  {
    ...{ of: "subscriptionId", what: "an object", options: () => 'subscriptionId: { id: "sub_1" }' },
    says: [takes("subscriptionId", "an object", "a text that is not empty")],
    health: "subscriptionId takes a text",
  },
  {
    ...{ of: "mode", what: "unknown", options: () => 'mode: "production"' },
    says: [
      'mode is "production"; it takes live, test or sandbox.',
      takes("mode", misfit, "live, test or sandbox"),
    ],
    health: "The mode is none that there is.",
  },
  {
    ...{ of: "customer", what: "with a plan", options: () => 'customer: { plan: "pro" }' },
    says: [
      "customer.plan is not kept; customer takes id, email, name, lastName, phone, currency, addresses and metadata. Plan and price belong to subscriptions, attributes of your own to customerAttributes.",
    ],
  },
  {
    ...{
      of: "customer",
      what: "with a sign of many currencies",
      options: () => 'customer: { currency: "$" }',
    },
    says: [takes("customer.currency", misfit, "a code of ISO 4217, such as usd")],
    health: "customer.currency takes a code of ISO 4217, such as usd",
  },
  {
    ...{ of: "subscriptions", what: "no list", options: () => 'subscriptions: { id: "sub_1" }' },
    says: [takes("subscriptions", "an object", "a list")],
    health: "subscriptions takes a list",
  },
  {
    of: "subscriptions",
    what: "with an amount in dollars",
    options: () => priced('amount: { value: "29.00", currency: "usd" }'),
    says: [takes(`${price}.amount.value`, misfit, "a whole number of minor units, such as 2900 for $29")],
    health: "subscriptions[].items[].price.amount.value takes a number; as a text, only a whole one",
  },
  {
    ...{
      of: "subscriptions",
      what: "with a price below nothing",
      options: () => priced('amount: { value: -1, currency: "usd" }'),
    },
    says: [takes(`${price}.amount.value`, "-1", "a whole number of minor units, such as 2900 for $29")],
    health: "subscriptions[].items[].price.amount.value takes at least 0",
  },
  {
    ...{ of: "subscriptions", what: "without a currency", options: () => priced("amount: { value: 2900 }") },
    says: [`${price} has an amount without a currency.`],
  },
  {
    ...{
      of: "subscriptions",
      what: "with an interval that is none",
      options: () => priced('interval: "moon"'),
    },
    says: [takes(`${price}.interval`, misfit, "day, week, month or year")],
    health: "subscriptions[].items[].price.interval takes one of DAY, WEEK, MONTH, YEAR",
  },
  {
    of: "subscriptions",
    what: "with a status that is none",
    options: () => 'subscriptions: [{ status: { name: "on trial" } }]',
    says: [
      takes("subscriptions[0].status.name", misfit, "one of active, trial, paused, canceled, unpaid, future"),
    ],
    health: "subscriptions[].status.name takes one of active, trial, paused, canceled, unpaid, future",
  },
  {
    ...{
      of: "subscriptions",
      what: "with a date of two meanings",
      options: () => 'subscriptions: [{ start: "03/01/2025" }]',
    },
    says: [
      takes(
        "subscriptions[0].start",
        misfit,
        'a date between 2000 and 2200 such as "2026-11-30" or "2026-11-30T08:00:00Z"',
      ),
    ],
    health: "subscriptions[].start is no time that can be read; ISO 8601 is best",
  },
  {
    of: "subscriptions",
    what: "with a period that runs backwards",
    options: () =>
      'subscriptions: [{ status: { name: "active", currentPeriod: { start: "2026-12-01", end: "2026-11-01" } } }]',
    says: ["subscriptions[0].status.currentPeriod ends before it starts."],
  },
  {
    ...{
      of: "customerAttributes",
      what: "with an object in it",
      options: () => "customerAttributes: { plan: {} }",
    },
    says: [takes("customerAttributes.plan", "an object", "a text, a number, true or false")],
  },
  {
    ...{
      of: "customerAttributes",
      what: "with a BigInt",
      options: () => "customerAttributes: { seats: 12n }",
    },
    says: [takes("customerAttributes.seats", "a bigint", "a text, a number, true or false")],
  },
  {
    of: flags,
    what: "texts",
    options: () => flags.map((flag) => `${flag}: "yes"`).join(", "),
    says: flags.map((flag) => takes(flag, misfit, "true or false")),
  },
  {
    ...{ of: "i18n", what: "a language alone", options: () => 'i18n: "fr"' },
    says: [takes("i18n", misfit, 'an object such as { lang: "fr" }')],
  },
  {
    ...{ of: "i18n", what: "without words", options: () => 'i18n: { lang: "ko" }' },
    says: [
      "i18n.lang is a language without words, so the flow's own is shown. Built in are en, fr, de, es, pt, it, nl, pl, ja, ar; words of others belong to i18n.messages.",
    ],
  },
  {
    ...{
      of: "i18n",
      what: "with words of no language",
      options: () => 'i18n: { messages: { next: "Suivant" } }',
    },
    says: [takes("i18n.messages.next", misfit, 'an object of words, such as { next: "Suivant" }')],
  },
  {
    ...{
      of: "i18n",
      what: "with a word that is none",
      options: () => 'i18n: { messages: { fr: { nxt: "Suivant" } } }',
    },
    says: [
      "i18n.messages.fr.nxt is not kept; i18n.messages.fr takes the words of the flow, which docs/embedding.md lists. Did you mean next?",
    ],
  },
  {
    ...{ of: "colorScheme", what: "unknown", options: () => 'colorScheme: "black"' },
    says: [takes("colorScheme", misfit, "one of auto, light, dark")],
  },
  {
    ...{
      of: "dynamicOffers",
      what: "with plans that are no list",
      options: () => 'dynamicOffers: { planChange: { planIds: "team" } }',
    },
    says: [takes("dynamicOffers.planChange.planIds", misfit, "a list")],
  },
  {
    ...{ of: "provider", what: "unknown", options: () => 'provider: "stripee"' },
    says: [
      takes(
        "provider",
        misfit,
        "one of stripe, chargebee, braintree, paddle, paddle-billing, paddling-billing, direct",
      ),
    ],
  },
  {
    of: functions,
    what: "no functions",
    options: () => functions.map((name) => `${name}: "/billing/cancel"`).join(", "),
    says: functions.map((name) => takes(name, misfit, "a function")),
  },
  {
    ...{ of: "handleCancel", what: "called, and not passed", options: () => "handleCancel: (() => {})()" },
    says: [takes("handleCancel", "undefined", "a function")],
  },
  {
    ...{ of: "handleCancel", what: "misspelt", options: () => "handleCancle: () => {}" },
    says: ["handleCancle is no option of init, and has no effect. Did you mean handleCancel?"],
  },
  {
    ...{ of: "customerId", what: "misspelt", options: () => 'customerID: "cus_1"' },
    says: ["customerID is no option of init, and has no effect. Did you mean customerId?"],
  },
  {
    ...{ of: "subscriptions", what: "misspelt", options: () => "subscription: []" },
    says: ["subscription is no option of init, and has no effect. Did you mean subscriptions?"],
  },
  {
    ...{ of: "the call", what: "of something else", command: "open" },
    says: ['init knows "show" and "restart", not "open"'],
  },
  {
    of: "the policy",
    what: "without connect-src",
    policy: `script-src 'unsafe-inline' ${product.url}; connect-src 'self'`,
    says: [`${product.url} could not be reached`],
    browser: /connect-src/,
  },
  {
    of: "the policy",
    what: "with the path of app.js",
    policy: `script-src 'unsafe-inline' ${product.url}/js/app.js; connect-src ${product.url}`,
    says: [
      `flow-….js could not be loaded (TypeError: Failed to fetch dynamically imported module: ${product.url}/js/flow-….js)`,
    ],
    browser: /\/js\/flow-\w+\.js' violates .* "script-src/,
  },
  {
    of: "the policy",
    what: "without script-src",
    policy: `script-src 'unsafe-inline'; connect-src ${product.url}`,
    says: [],
    browser: /\/js\/app\.js.* violates .* "script-src/,
  },
]
