// The account page of the demo shop. The part that any site would write to embed Holdfast is in `embed.js`.

import { loadHoldfast, openCancelFlow } from "./embed.js"

const byId = (id) => document.getElementById(id)
const address = new URLSearchParams(location.search)
const usesHandlers = address.get("handlers") !== "off"

const money = (minor, currency) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).format(minor / 100)
const day = (iso) => new Intl.DateTimeFormat("en", { dateStyle: "long" }).format(new Date(iso))

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
  pause: (customer, months) => ask("pause", { customer, months }),
  discount: (customer, coupon) => ask("discount", { customer, ...coupon }),
  extendTrial: (customer, days) => ask("extend-trial", { customer, days }),
  switchPlan: (customer, { id, name, priceMinor, currency, interval }) =>
    ask("switch-plan", { customer, id, name, priceMinor, currency, interval: interval.toLowerCase() }),
}

function noticeOf(change) {
  if (change?.kind === "canceled")
    return `Your subscription ends on ${day(change.endsAt)}. You have access until then.`
  if (change?.kind === "paused") return `Your subscription is paused until ${day(change.until)}.`
  if (change?.kind === "extended") return `Your trial goes on until ${day(change.until)}.`
  if (change?.kind === "switched") return `You are on the plan ${change.plan.name} now.`
  if (change?.kind !== "discounted") return null
  return `Your discount is applied${change.months ? ` for ${change.months} months` : ""}. Enjoy.`
}

function badgeOf(change, status) {
  if (change?.kind === "canceled") return "Ends soon"
  if (change?.kind === "paused" || status === "paused") return "Paused"
  return status === "trial" ? "Trial" : ""
}

function showPrice(price, change) {
  const { value, currency } = price.amount
  const percent = change?.kind === "discounted" ? (change.percent ?? 0) : 0
  const off = change?.kind === "discounted" ? (change.amount ?? 0) : 0
  const now = Math.max(0, Math.round(value * (1 - percent / 100)) - off)
  const before = document.createElement("s")
  before.textContent = money(value, currency)
  byId("price").replaceChildren(...(now < value ? [before] : []), money(now, currency))
  byId("interval").textContent = ` / ${price.interval}`
}

function show({ customer, subscriptions, account, everybody }) {
  const [subscription] = subscriptions
  const { change } = account
  const { name: status } = subscription.status
  const options = everybody.map(
    ({ id, name, note }) => new Option(`${name} (${note})`, id, false, id === customer.id),
  )
  byId("customer").replaceChildren(...options)
  byId("hello").textContent =
    `Good to see you, ${customer.name}. You have ${customer.metadata.projects} projects.`
  const plan = change?.kind === "switched" ? change.plan : null
  byId("plan-name").textContent = `Lantern ${plan?.name ?? account.plan}`
  byId("badge").textContent = badgeOf(change, status)
  byId("next-label").textContent =
    status === "trial" ? "Trial ends" : status === "paused" ? "Continues" : "Next invoice"
  byId("next").textContent = change?.kind === "canceled" ? "None" : day(change?.until ?? subscription.end)
  byId("card").textContent = account.card
  byId("since").textContent = day(account.since)
  const switchedPrice = plan && {
    amount: { value: plan.priceMinor, currency: plan.currency },
    interval: plan.interval,
  }
  showPrice(switchedPrice ?? subscription.items[0].price, change)
  const notice = noticeOf(change)
  byId("notice").hidden = !notice
  byId("notice").textContent = notice ?? ""
  byId("cancel").hidden = change?.kind === "canceled"
  byId("reset").hidden = !change
  document.querySelector("main").setAttribute("aria-busy", "false")
}

async function load() {
  const customer = address.get("customer")
  shown = await ask(`account${customer ? `?customer=${encodeURIComponent(customer)}` : ""}`)
  show(shown)
  loadHoldfast(shown.holdfast).catch(() => {})
}

const goTo = (key, value) => {
  if (value === null) address.delete(key)
  else address.set(key, value)
  location.search = address.toString()
}

byId("handlers").checked = usesHandlers
byId("handlers").addEventListener("change", (event) => goTo("handlers", event.target.checked ? null : "off"))
byId("customer").addEventListener("change", (event) => goTo("customer", event.target.value))
byId("reset").addEventListener("click", async () => {
  await ask("reset", { customer: shown.customer.id })
  await load()
})
byId("cancel").addEventListener("click", () =>
  openCancelFlow(shown, { usesHandlers, usesToken: address.get("auth") === "token", billing, onDone: load }),
)

load().catch((error) => {
  byId("notice").hidden = false
  byId("notice").textContent = `${error.message}. Try another customer.`
})
