import { UnstyledButton } from "@mantine/core"
import { type CalendarLevel, DatePicker } from "@mantine/dates"
import { IconCheck } from "@tabler/icons-react"
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react"
import { type DateRange, daysOf, quickRanges } from "../../time/date-range.ts"
import type { Day } from "../../time/day.ts"
import { earliestDay } from "../../time/read-range.ts"
import classes from "./date-range-picker.module.css"

interface DateRangeMenuProps {
  range: DateRange
  today: Day
  onChoose: (range: DateRange) => void
}

/** Quick ranges by name, and a calendar for days of one's own: the first click is the start, the second the end. */
export function DateRangeMenu({ range, today, onChoose }: DateRangeMenuProps) {
  const { first, last } = daysOf(range, today)
  const [picked, setPicked] = useState<[Day | null, Day | null]>([first, last])
  const [shown, setShown] = useState<{ day: Day; level: CalendarLevel }>({
    day: last < today ? last : today,
    level: "month",
  })
  const start = useRef<HTMLButtonElement>(null)
  const calendar = useRef<HTMLDivElement>(null)
  useToldRange(calendar)
  useEffect(() => start.current?.focus(), [])
  const pick = (next: [Day | null, Day | null]) => {
    setPicked(next)
    if (next[0] && next[1]) onChoose({ kind: "own", first: next[0], last: next[1] })
  }
  return (
    <div className={classes.menu}>
      <ul className={classes.quick} aria-label="Quick ranges">
        {quickRanges.map(({ id, label }) => {
          const isChosen = range.kind === "quick" && range.id === id
          const isStart = range.kind === "quick" ? isChosen : id === quickRanges[0].id
          return (
            <li key={id}>
              <UnstyledButton
                className={classes.choice ?? ""}
                aria-pressed={isChosen}
                ref={isStart ? start : null}
                onClick={() => onChoose({ kind: "quick", id })}
              >
                {label}
                {isChosen && <IconCheck size={14} stroke={2} aria-hidden />}
              </UnstyledButton>
            </li>
          )
        })}
      </ul>
      <div ref={calendar} className={classes.calendar}>
        <DatePicker
          type="range"
          allowSingleDateInRange
          value={picked}
          onChange={pick}
          date={shown.day}
          onDateChange={(day) => setShown((now) => ({ ...now, day }))}
          level={shown.level}
          onLevelChange={(level) => setShown((now) => ({ ...now, level }))}
          minDate={earliestDay}
          maxDate={today}
          firstDayOfWeek={1}
          weekendDays={[]}
          hideOutsideDates
          size="sm"
          attributes={{ month: { role: "grid", "aria-label": "Days", "aria-multiselectable": true } }}
          ariaLabels={{
            previousMonth: "Previous month",
            nextMonth: "Next month",
          }}
        />
        <p className={classes.help}>
          {picked[0] && !picked[1] ? "Now choose the last day." : "Choose the first day, then the last."}
        </p>
      </div>
    </div>
  )
}

/**
 * Tells assistive technology which days are chosen, as the library's calendar tells the eye: the days are cells of a
 * grid, and the first, the last and those between them are selected. Call it wherever the calendar is drawn anew.
 */
function useToldRange(calendar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    for (const day of calendar.current?.querySelectorAll("td > button") ?? []) {
      const isChosen = day.hasAttribute("data-selected") || day.hasAttribute("data-in-range")
      day.parentElement?.setAttribute("aria-selected", String(isChosen))
    }
  })
}
