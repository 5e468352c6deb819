import type { Comparison } from "@holdfast/protocol/dashboard"
import { Button, Menu } from "@mantine/core"
import { IconChevronDown } from "@tabler/icons-react"
import { daysOf } from "../../time/date-range.ts"
import { type Day, startOfDay } from "../../time/day.ts"
import { isSpanning } from "../view/scope-of.ts"
import type { View } from "../view/view.ts"

const words: Record<Comparison, (days: number) => string> = {
  previous: (days) => (days === 1 ? "the day before" : `the ${days} days before`),
  weekdays: () => "the same weekdays before",
  year: () => "a year before",
}
const choices = ["previous", "weekdays", "year", "none"] as const

interface ComparisonMenuProps {
  view: View
  today: Day
  onChange: (comparison: Comparison | null) => void
}

/** With which days the figures are compared. A search through all time has nothing before it. */
export function ComparisonMenu({ view, today, onChange }: ComparisonMenuProps) {
  if (isSpanning(view)) return null
  const { first, last } = daysOf(view.range, today)
  const days = Math.round((startOfDay(last).getTime() - startOfDay(first).getTime()) / 86_400_000) + 1
  const say = (choice: (typeof choices)[number]) =>
    choice === "none" ? "Not compared" : `Compared with ${words[choice](days)}`
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          fw={400}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          {say(view.comparison ?? "none")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={view.comparison ?? "none"}
          onChange={(value) => {
            const chosen = choices.find((each) => each === value)
            onChange(chosen === undefined || chosen === "none" ? null : chosen)
          }}
        >
          {choices.map((choice) => (
            <Menu.RadioItem key={choice} value={choice} closeMenuOnClick>
              {say(choice)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
