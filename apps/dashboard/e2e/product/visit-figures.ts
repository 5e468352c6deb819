import type { Page } from "@playwright/test"
import { newSession } from "../../../server/src/billing/events/testing/new-session.ts"
import { newId } from "../../../server/src/db/new-id.ts"
import type { Stored } from "../../../server/src/session/testing/naive-sessions.ts"
import type { AcmeApp } from "./acme-app.ts"
import { expect } from "./visit.ts"

/** The figures above the stream, and one panel of them. */
export const figures = (page: Page) => page.getByRole("region", { name: "Figures" })
export const panel = (page: Page, name: string) => figures(page).getByRole("region", { name, exact: true })
export const loaded = (page: Page) => expect(panel(page, "Bounces")).toBeVisible()

/** A day of June, and the address that shows all of it. */
export const noonInJune = new Date("2026-06-15T12:00:00.000Z")
export const june = "/?from=2026-06-01&to=2026-06-30"

export interface Ended {
  times?: number
  outcome: "canceled" | "saved" | "abandoned" | "open"
  offer?: "PAUSE" | "DISCOUNT"
  isBounced?: boolean
  price?: { minor: number; currency: string; interval: Stored["billing_interval"]; count?: number } | null
  quantity?: number
  at?: Date
}

/** Brings sessions into Acme Cloud that ended so, each of a customer of its own, and of whom nothing else is told. */
export async function addEnded({ database, place }: AcmeApp, all: readonly Ended[]): Promise<void> {
  const rows = all.flatMap(({ times = 1, ...ended }) => Array.from({ length: times }, () => ended))
  await database.db
    .insertInto("session")
    .values(rows.map((ended, number) => rowOf(place.acme.id, ended, number)))
    .execute()
}

function rowOf(workspaceId: string, ended: Omit<Ended, "times">, number: number): Stored {
  const { outcome, offer, isBounced = false, price = null, quantity = null, at = noonInJune } = ended
  const createdAt = new Date(at.getTime() + number)
  return newSession(
    { workspaceId, customerId: `cus_${number}`, subscriptionId: null, createdAt },
    {
      ...{ outcome, settled_at: outcome === "open" ? null : createdAt },
      save_type: outcome === "saved" ? (offer ?? "PAUSE") : outcome === "abandoned" ? "ABANDON" : null,
      offer_type: outcome === "saved" ? (offer ?? "PAUSE") : null,
      bounced_by: isBounced ? newId(createdAt) : null,
      ...{ plan_price: price?.minor ?? null, currency: price?.currency ?? null },
      ...{ billing_interval: price?.interval ?? null, billing_interval_count: price?.count ?? null },
      ...{ segment_id: null, blueprint_id: null, abtest: null, abtest_arm: null, plan_id: null },
      ...{ survey_choice_id: null, survey_choice_value: null, followup_question: null },
      ...{ followup_response: null, feedback: null, coupon_id: null, pause_duration: null },
      ...{ subscription_start: null, age_months: null, on_trial: null, used_click_to_cancel: null },
      detail: JSON.stringify({ customer: { itemQuantity: quantity } }),
    },
  )
}
