/** A plan and what it costs. */
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

/** Somebody that the shop can be visited as: monthly, annual, on trial, paused, for years, in euros. */
export interface Person {
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

export const people: Person[] = [
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
