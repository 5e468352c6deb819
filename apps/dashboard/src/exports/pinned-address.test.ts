import { expect, test } from "vitest"
import { readAddress } from "../address.ts"
import { readView } from "../analytics/view/view.ts"
import { dayOf } from "../time/day.ts"
import { pinnedAddress } from "./pinned-address.ts"

const today = dayOf(new Date("2026-11-23T12:00:00Z"))
const pin = (address: string) => pinnedAddress(readView(readAddress(address)).view, today)

test("days that move with the calendar become days", () => {
  expect(pin("")).toBe("from=2026-08-26&to=2026-11-23")
  expect(pin("range=7d&offer=pause&workspace=app_acme")).toBe("from=2026-11-17&offer=pause&to=2026-11-23")
})

test("everything else of a view stays as it was", () => {
  const address = "from=2026-01-01&mode=test&not-response=Too+expensive&q=ada&to=2026-02-01&within=filters"
  expect(pin(address)).toBe(address)
})
