import type { DirectCustomer, DirectSubscription } from "@holdfast/protocol"

/** One of the people that the demo shop can be visited as. */
export interface ShopCustomer {
  customer: DirectCustomer & { id: string; name: string; email: string }
  subscription: DirectSubscription
  /** What the page says of them. */
  plan: string
  since: string
  card: string
}

const dayMs = 24 * 60 * 60 * 1000
const inDays = (now: Date, days: number) => new Date(now.getTime() + days * dayMs).toISOString()

interface Terms {
  id: string
  name: string
  /** Minor units. */
  price: number
  currency: string
  interval: "month" | "year"
}

const solo: Terms = { id: "price_solo_month", name: "Solo", price: 900, currency: "usd", interval: "month" }
const family: Terms = {
  id: "price_family_month",
  name: "Family",
  price: 1900,
  currency: "usd",
  interval: "month",
}
const soloYear: Terms = {
  id: "price_solo_year",
  name: "Solo",
  price: 9000,
  currency: "usd",
  interval: "year",
}
const familyEur: Terms = {
  id: "price_family_month_eur",
  name: "Family",
  price: 1800,
  currency: "eur",
  interval: "month",
}

interface Person {
  id: string
  name: string
  lastName: string
  terms: Terms
  /** Days since the subscription began, and until the next invoice. */
  ageDays: number
  nextInDays: number
  status: "active" | "trial" | "paused"
  card: string
  books: number
}

const people: Person[] = [
  {
    id: "lan_mira",
    name: "Mira",
    lastName: "Okafor",
    terms: solo,
    ageDays: 220,
    nextInDays: 12,
    status: "active",
    card: "Visa •••• 4242",
    books: 14,
  },
  {
    id: "lan_jonas",
    name: "Jonas",
    lastName: "Lindqvist",
    terms: soloYear,
    ageDays: 410,
    nextInDays: 320,
    status: "active",
    card: "Mastercard •••• 4444",
    books: 31,
  },
  {
    id: "lan_priya",
    name: "Priya",
    lastName: "Raman",
    terms: family,
    ageDays: 9,
    nextInDays: 5,
    status: "trial",
    card: "Visa •••• 1881",
    books: 3,
  },
  {
    id: "lan_teo",
    name: "Teo",
    lastName: "Marchetti",
    terms: solo,
    ageDays: 150,
    nextInDays: 40,
    status: "paused",
    card: "Visa •••• 0077",
    books: 6,
  },
  {
    id: "lan_ruth",
    name: "Ruth",
    lastName: "Abernathy",
    terms: family,
    ageDays: 1500,
    nextInDays: 21,
    status: "active",
    card: "Amex •••• 0005",
    books: 212,
  },
  {
    id: "lan_elise",
    name: "Élise",
    lastName: "Fournier",
    terms: familyEur,
    ageDays: 75,
    nextInDays: 17,
    status: "active",
    card: "Carte Bleue •••• 3155",
    books: 9,
  },
]

function statusOf({ status, ageDays, nextInDays }: Person, now: Date) {
  const start = inDays(now, -ageDays)
  if (status === "active") return { name: "active" as const, start }
  return { name: status, start: status === "paused" ? inDays(now, -20) : start, end: inDays(now, nextInDays) }
}

/** The shop's customers as they stand on that day, in the shapes that the embed takes. */
export function makeCustomers(now: Date): Map<string, ShopCustomer> {
  const entries = people.map((person): [string, ShopCustomer] => {
    const { id, name, lastName, terms, ageDays, nextInDays, card, books } = person
    const { price: value, currency, interval } = terms
    const start = inDays(now, -ageDays)
    const subscription: DirectSubscription = {
      id: `sub_${id}`,
      customerId: id,
      start,
      end: inDays(now, nextInDays),
      status: statusOf(person, now),
      items: [
        {
          id: `item_${id}`,
          quantity: 1,
          price: {
            id: terms.id,
            productId: `prod_${terms.name.toLowerCase()}`,
            name: terms.name,
            interval,
            intervalCount: 1,
            duration: { interval, intervalCount: 1 },
            amount: { model: "fixed", value, currency },
          },
        },
      ],
    }
    const email = `${name}.${lastName}@example.com`
      .toLowerCase()
      .normalize("NFD")
      .replace(/[^a-z.@]/g, "")
    const customer = { id, name, lastName, email, currency, metadata: { booksRead: books } }
    return [id, { customer, subscription, plan: terms.name, since: start, card }]
  })
  return new Map(entries)
}
