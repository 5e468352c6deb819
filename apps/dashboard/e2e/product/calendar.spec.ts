import { expect, test, visit } from "./visit.ts"

test("the calendar is a grid that tells which days are chosen, as does the description of its dialog", async ({
  page,
}) => {
  await visit(page, "full", "/?from=2026-11-02&to=2026-11-04")
  await page.getByRole("button", { name: /^Date range/ }).click()
  const dialog = page.getByRole("dialog", { name: /^Date range/ })
  await expect(dialog).toHaveAccessibleDescription("Chosen: 2 November 2026 to 4 November 2026")
  const grid = dialog.getByRole("grid")
  const chosen = grid.getByRole("gridcell", { selected: true })
  await expect(chosen).toHaveText(["2", "3", "4"])
  await grid.getByRole("button", { name: "10 November 2026", exact: true }).click()
  await expect(chosen).toHaveText(["10"])
  await dialog.getByRole("button", { name: "Previous month" }).click()
  await expect(grid.getByRole("gridcell", { name: "31 October 2026" })).toHaveAttribute(
    "aria-selected",
    "false",
  )
  await expect(chosen).toHaveCount(0)
  await dialog.getByRole("button", { name: "Next month" }).click()
  await expect(chosen).toHaveText(["10"])
  await grid.getByRole("button", { name: "12 November 2026", exact: true }).click()
  await expect(page).toHaveURL(/from=2026-11-10&to=2026-11-12/)
})
