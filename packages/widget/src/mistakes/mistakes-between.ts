import { readAnyTime } from "@holdfast/protocol"
import { widgetLanguages } from "@holdfast/protocol/flow"
import type { FlowOptions } from "../options.ts"
import { baseOf, readLanguage } from "../words/index.ts"

/** Mistakes that no option makes alone. A page may pass anything, so what is read of it may be of any kind. */

const isText = (value: unknown): value is string => typeof value === "string" && value !== ""

/** Beside a token they would only say it again, or something else that nobody believes. */
const saidByToken = ["authHash", "customerId", "subscriptionId", "mode"] as const

function ofToken(options: FlowOptions): string[] {
  const { token, customer } = options
  if (token === undefined) return []
  // `customer.id` stands for `customerId` where the page names none
  const named = options.customerId === customer?.id ? { ...options, customerId: undefined } : options
  const found = saidByToken
    .filter((name) => named[name] !== undefined)
    .map((name) => `${name} is not used where there is a token, which says it. Leave it out.`)
  if (isText(token) && token.startsWith("ck_"))
    found.push(
      "token is one of the SDKs, which begin with ck_. It takes Holdfast's flow token, which begins with hf2_.",
    )
  return found
}

function ofProof({ authHash, customerId, customer }: FlowOptions): string[] {
  const found: string[] = []
  if (isText(authHash) && /^(flow|live_data|test_data|config)_/.test(authHash))
    found.push(
      "authHash is a key of your workspace, which whoever opens this page can read. Revoke it on the page Keys, and let your server make the hash.",
    )
  const id: unknown = customer?.id
  if (isText(id) && isText(customerId) && id !== customerId)
    found.push("customer.id is another one than customerId, which is the one that counts.")
  return found
}

function ofLanguage({ i18n }: FlowOptions): string[] {
  const asked = readLanguage(i18n?.lang)
  if (!isText(i18n?.lang) || asked === null) return []
  const named = Object.keys(i18n.messages ?? {}).map(readLanguage)
  const hasWords =
    Object.hasOwn(widgetLanguages, baseOf(asked)) ||
    named.some((tag) => tag === asked || tag === baseOf(asked))
  return hasWords
    ? []
    : [
        `i18n.lang is a language without words, so the flow's own is shown. Built in are ${Object.keys(widgetLanguages).join(", ")}; words of others belong to i18n.messages.`,
      ]
}

const timeOf = (value: unknown) => (value instanceof Date ? value : readAnyTime(value))?.getTime()

function ofPeriod(path: string, start: unknown, end: unknown): string[] {
  const [from, to] = [timeOf(start), timeOf(end)]
  return from !== undefined && to !== undefined && to < from ? [`${path} ends before it starts.`] : []
}

/** The first subscription is the one in question. */
function ofSubscription({ customer, subscriptions }: FlowOptions): string[] {
  const subscription = subscriptions?.[0] as Record<string, unknown> | undefined
  const status = subscription?.status as Record<string, Record<string, unknown> | undefined> | undefined
  const periods = ["currentPeriod", "trial", "pause"].flatMap((name) =>
    ofPeriod(`subscriptions[0].status.${name}`, status?.[name]?.start, status?.[name]?.end),
  )
  const price = subscriptions?.[0]?.items?.[0]?.price as Record<string, unknown> | undefined
  const amount = price?.amount as { value?: unknown; currency?: unknown } | number | undefined
  const [value, currency] =
    typeof amount === "object" ? [amount?.value, amount?.currency] : [amount, price?.currency]
  if (typeof value === "number" && currency == null && customer?.currency == null)
    periods.push("subscriptions[0].items[0].price has an amount without a currency.")
  return periods
}

/** @param app the App ID that is used, from the options or from the script's address */
export function mistakesBetween(options: FlowOptions, app: string): string[] {
  const found = app === "" ? ["appId is missing: put it into the script's address, as app.js?appId=…"] : []
  for (const look of [ofToken, ofProof, ofLanguage, ofSubscription]) {
    try {
      found.push(...look(options))
    } catch {
      // an option that throws when it is read is another mistake, which is told where it is read
    }
  }
  return found
}
