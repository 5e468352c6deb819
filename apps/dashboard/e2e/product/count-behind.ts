import type { Insights, StreamCount } from "@holdfast/protocol/dashboard"
import type { Page } from "@playwright/test"
import { readAddress } from "../../src/address.ts"
import { scopeOf } from "../../src/analytics/view/scope-of.ts"
import { readView } from "../../src/analytics/view/view.ts"
import { streamParams } from "../../src/api/stream.ts"
import { dayOf } from "../../src/time/day.ts"
import { fixtureNow } from "../rows.ts"
import { expect } from "./visit.ts"

/** The zone of the tests themselves, in which the page has to be read: what an address asks for is asked here as well. */
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** What the page asks the server for at an address. */
function askedAt(href: string): { path: string; params: URLSearchParams } {
  const search = readAddress(new URL(href, "http://127.0.0.1").search)
  const { view, notices } = readView(search)
  expect(notices, href).toEqual([])
  const path = `/api/workspaces/${search.workspace}`
  return { path, params: streamParams(scopeOf(view, search.workspace ?? "", dayOf(fixtureNow))) }
}

/** How many sessions the list at an address has. Each address is asked once. */
export function countsBehind(page: Page): (href: string) => Promise<number> {
  const known = new Map<string, Promise<number>>()
  return (href) => {
    const asked = known.get(href) ?? countBehind(page, href)
    known.set(href, asked)
    return asked
  }
}

async function countBehind(page: Page, href: string): Promise<number> {
  const { path, params } = askedAt(href)
  const answer = await page.request.get(`${path}/sessions/count?${params}`)
  expect(answer.status(), href).toBe(200)
  return ((await answer.json()) as StreamCount).count
}

/** The monthly value of the sessions of an address in one currency, in minor units. */
export async function valueBehind(
  page: Page,
  href: string,
  currency: string,
): Promise<{ kept: number; lost: number }> {
  const { path, params } = askedAt(href)
  const answer = await page.request.get(`${path}/insights?${params}`)
  expect(answer.status(), `${href}: ${await answer.text()}`).toBe(200)
  const { headline } = (await answer.json()) as Insights
  const value = headline.now.value.find((each) => each.currency === currency)
  return { kept: value?.kept ?? 0, lost: value?.lost ?? 0 }
}
