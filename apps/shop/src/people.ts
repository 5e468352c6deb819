/** A plan and what it costs. */
interface Terms {
  id: string
  name: string
  /** Minor units. */
  price: number
  currency: string
  interval: "month" | "year"
}

// the plans and prices of the demo workspace's merchant, so that both tell one story
const starter: Terms = {
  id: "price_starter_monthly_usd",
  name: "Starter",
  price: 1200,
  currency: "usd",
  interval: "month",
}
const pro: Terms = {
  id: "price_pro_monthly_usd",
  name: "Pro",
  price: 2900,
  currency: "usd",
  interval: "month",
}
const proYear: Terms = {
  id: "price_pro_annual_usd",
  name: "Pro",
  price: 29000,
  currency: "usd",
  interval: "year",
}
const team: Terms = {
  id: "price_team_monthly_usd",
  name: "Team",
  price: 7900,
  currency: "usd",
  interval: "month",
}
const proEur: Terms = {
  id: "price_pro_monthly_eur",
  name: "Pro",
  price: 2750,
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
  projects: number
}

export const people: Person[] = [
  {
    id: "lan_mira",
    name: "Mira",
    lastName: "Okafor",
    terms: starter,
    ageDays: 220,
    nextInDays: 12,
    status: "active",
    card: "Visa •••• 4242",
    projects: 14,
  },
  {
    id: "lan_jonas",
    name: "Jonas",
    lastName: "Lindqvist",
    terms: proYear,
    ageDays: 410,
    nextInDays: 320,
    status: "active",
    card: "Mastercard •••• 4444",
    projects: 31,
  },
  {
    id: "lan_priya",
    name: "Priya",
    lastName: "Raman",
    terms: team,
    ageDays: 9,
    nextInDays: 5,
    status: "trial",
    card: "Visa •••• 1881",
    projects: 3,
  },
  {
    id: "lan_teo",
    name: "Teo",
    lastName: "Marchetti",
    terms: starter,
    ageDays: 150,
    nextInDays: 40,
    status: "paused",
    card: "Visa •••• 0077",
    projects: 6,
  },
  {
    id: "lan_ruth",
    name: "Ruth",
    lastName: "Abernathy",
    terms: pro,
    ageDays: 1500,
    nextInDays: 21,
    status: "active",
    card: "Amex •••• 0005",
    projects: 112,
  },
  {
    id: "lan_elise",
    name: "Élise",
    lastName: "Fournier",
    terms: proEur,
    ageDays: 75,
    nextInDays: 17,
    status: "active",
    card: "Carte Bleue •••• 3155",
    projects: 9,
  },
]
