import { fixtureNow } from "../rows.ts"
import { readStops } from "./panel-stops.ts"
import { expect, test, visit } from "./visit.ts"
import { loaded, panel } from "./visit-figures.ts"

test.use({ hasFigures: true, timezoneId: "Europe/Berlin" })

test("times in which Holdfast was away stand under the save rate, in the workspace's time zone", async ({
  page,
  acme,
}) => {
  const hoursAgo = (hours: number) => new Date(fixtureNow.getTime() - hours * 3_600_000)
  await acme.database.db
    .insertInto("downtime")
    .values([
      { began_at: hoursAgo(9 * 24), ended_at: hoursAgo(8.5 * 24) },
      { began_at: hoursAgo(5), ended_at: hoursAgo(3.5) },
      // before the days that are shown
      { began_at: hoursAgo(200 * 24), ended_at: hoursAgo(199 * 24) },
    ])
    .execute()
  const { id } = acme.place.acme
  await acme.database.db
    .updateTable("workspace")
    .set({ time_zone: "America/New_York" })
    .where("id", "=", id)
    .execute()
  await visit(page, "full")
  await loaded(page)
  const chart = panel(page, "Save rate over time")
  const away = (await readStops(chart)).filter(({ title }) => title.startsWith("Holdfast was away"))
  expect(away.map(({ title, href }) => ({ title, href }))).toEqual([
    {
      title: "Holdfast was away from 14 Nov 2026, 07:00 to 19:00 (America/New_York)",
      href: null,
    },
    { title: "Holdfast was away from 23 Nov 2026, 02:00 to 03:30 (America/New_York)", href: null },
  ])
})
