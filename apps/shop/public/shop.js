// The account page of the demo shop. The part that any site would write to embed Holdfast is in `embed.js`.

import { loadHoldfast, openCancelFlow } from "./embed.js"

const byId = (id) => document.getElementById(id)
const address = new URLSearchParams(location.search)
const usesHandlers = address.get("handlers") !== "off"

const money = (minor, currency) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).format(minor / 100)
const day = (iso) => new Intl.DateTimeFormat("en", { dateStyle: "long" }).format(new Date(iso))

/** The account that is shown, as the shop answers it: a customer may press a button before it has come. */
let shown = null

async function ask(path, body) {
  const options = body && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }
  const response = await fetch(`/shop/api/${path}`, options)
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.message ?? "The shop could not do that")
  return answer
}

/** The shop's billing, as its own handlers of the flow call it. */
export const billing = {
  cancel: (customer) => ask("cancel", { customer }),
  pause: (customer, count, interval) => ask("pause", { customer, count, interval }),
  discount: (customer, coupon) => ask("discount", { customer, coupon }),
  extendTrial: (customer, days) => ask("extend-trial", { customer, days }),
  switchPlan: (customer, plan) => ask("switch-plan", { customer, plan }),
}

/** What has changed for the customer, in a sentence. */
function noticeOf({ endsAt, hasEnded, isPaused, pausedUntil, isChanged, discounts, trialUntil }) {
  if (hasEnded) return `Your subscription ended on ${day(endsAt)}.`
  if (endsAt) return `Your subscription ends on ${day(endsAt)}. You have access until then.`
  if (!isChanged) return null
  if (isPaused)
    return pausedUntil
      ? `Your subscription is paused until ${day(pausedUntil)}.`
      : "Your subscription is paused."
  if (discounts.length > 0) return "Your discount is applied. Enjoy."
  if (trialUntil) return `Your trial goes on until ${day(trialUntil)}.`
  return "Your plan has changed."
}

function badgeOf({ endsAt, hasEnded, isPaused, trialUntil }) {
  if (hasEnded) return "Ended"
  if (endsAt) return "Ends soon"
  if (isPaused) return "Paused"
  return trialUntil ? "Trial" : ""
}

/** The line of the next invoice: what is billed and when, or why nothing is. */
function nextLine({ hasEnded, endsAt, isPaused, pausedUntil, trialUntil, nextInvoice, price }) {
  if (hasEnded || endsAt) return ["Next invoice", "None"]
  if (isPaused) return ["Continues", pausedUntil ? day(pausedUntil) : "When you like"]
  const words = nextInvoice
    ? `${money(nextInvoice.amount, price.currency)} on ${day(nextInvoice.at)}`
    : "None"
  return [trialUntil ? "Trial ends, then" : "Next invoice", words]
}

function showDiscounts(discounts) {
  byId("discounts").hidden = discounts.length === 0
  byId("discounts-list").textContent = discounts
    .map(({ words, until }) => (until ? `${words} until ${day(until)}` : words))
    .join(", ")
}

function show({ customer, account, everybody }) {
  const { bill } = account
  const options = everybody.map(
    ({ id, name, note }) => new Option(`${name} (${note})`, id, false, id === customer.id),
  )
  byId("customer").replaceChildren(...options)
  byId("hello").textContent =
    `Good to see you, ${customer.name}. You have ${customer.metadata.projects} projects.`
  byId("plan-name").textContent = `Lantern ${bill.plan}`
  byId("badge").textContent = badgeOf(bill)
  const [label, next] = nextLine(bill)
  byId("next-label").textContent = label
  byId("next").textContent = next
  showDiscounts(bill.discounts)
  byId("card").textContent = account.card
  byId("since").textContent = day(account.since)
  byId("price").textContent = money(bill.price.amount, bill.price.currency)
  byId("interval").textContent = ` / ${bill.price.interval}`
  const notice = noticeOf(bill)
  byId("notice").hidden = !notice
  byId("notice").textContent = notice ?? ""
  byId("cancel").hidden = bill.endsAt !== null
  byId("reset").hidden = !bill.isChanged
  document.querySelector("main").setAttribute("aria-busy", "false")
}

async function read() {
  const customer = address.get("customer")
  const account = await ask(`account${customer ? `?customer=${encodeURIComponent(customer)}` : ""}`)
  show(account)
  loadHoldfast(account.holdfast).catch(() => {})
  return account
}

function say(sentence) {
  byId("notice").hidden = false
  byId("notice").textContent = sentence
}

function load() {
  shown = read()
  shown.catch((error) => say(`${error.message}. Try another customer.`))
  return shown
}

/** What a button does with the account, once it has come; where it does not come, the page says so already. */
const withAccount = (work) => async () => {
  const account = await shown.catch(() => null)
  if (account) await work(account)
}

const goTo = (key, value) => {
  if (value === null) address.delete(key)
  else address.set(key, value)
  location.search = address.toString()
}

byId("handlers").checked = usesHandlers
byId("handlers").addEventListener("change", (event) => goTo("handlers", event.target.checked ? null : "off"))
byId("customer").addEventListener("change", (event) => goTo("customer", event.target.value))
byId("reset").addEventListener(
  "click",
  withAccount(async ({ customer }) => {
    await ask("reset", { customer: customer.id })
    await load()
  }),
)
byId("cancel").addEventListener(
  "click",
  withAccount((account) =>
    openCancelFlow(account, {
      usesHandlers,
      usesToken: address.get("auth") === "token",
      billing,
      onDone: load,
    }),
  ),
)

load()
