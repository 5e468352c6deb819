import { expect, test } from "vitest"
import { sideBySide } from "./side-by-side.ts"

const line = (key: string, customers: number, label = key) => ({ key, label, customers })

test("a reason is one line for both arms, whatever the variant calls it", () => {
  expect(
    sideBySide({
      control: [line("price", 5, "Too expensive"), line("features", 9)],
      variant: [line("price", 7, "Costs too much"), line("new", 2)],
    }),
  ).toEqual([
    { key: "price", label: "Too expensive", customers: { control: 5, variant: 7 } },
    { key: "features", label: "features", customers: { control: 9, variant: 0 } },
    { key: "new", label: "new", customers: { control: 0, variant: 2 } },
  ])
})
