import { Popover, UnstyledButton, VisuallyHidden } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconCalendar, IconChevronDown } from "@tabler/icons-react"
import { lazy, Suspense, useId } from "react"
import { type DateRange, daysOf, daysPhrase, rangeLabel } from "../../time/date-range.ts"
import { type Day, startOfDay } from "../../time/day.ts"
import { exactDate } from "../../time/exact-time.ts"
import classes from "./date-range-picker.module.css"
import { RestingButton } from "./resting-button.tsx"

/** The calendar is a bundle of its own, fetched when somebody reaches for it. */
const fetchMenu = () => import("./date-range-menu.tsx")
const DateRangeMenu = lazy(async () => ({ default: (await fetchMenu()).DateRangeMenu }))

interface DateRangePickerProps {
  range: DateRange
  today: Day
  /** Why the days are out of force for now; null when they are in force. */
  rests: string | null
  onChange: (range: DateRange) => void
}

/** The days a person looks at, in their own time zone; opens the quick ranges and a calendar. */
export function DateRangePicker({ range, today, rests, onChange }: DateRangePickerProps) {
  const [isOpen, { close, toggle }] = useDisclosure(false)
  const chosenId = useId()
  const face = <Face range={range} today={today} />
  if (rests !== null) return <RestingButton says={rests}>{face}</RestingButton>
  const choose = (next: DateRange) => {
    onChange(next)
    close()
  }
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.button ?? ""}
          title={daysPhrase(range, today)}
          onClick={toggle}
          onPointerEnter={() => void fetchMenu()}
          onFocus={() => void fetchMenu()}
        >
          {face}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown
        className={classes.dropdown ?? ""}
        aria-label="Choose a date range"
        aria-describedby={chosenId}
      >
        <VisuallyHidden id={chosenId}>{chosenWords(range, today)}</VisuallyHidden>
        <Suspense fallback={<div className={classes.wait} />}>
          <DateRangeMenu range={range} today={today} onChoose={choose} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

/** `Chosen: 26 August 2026 to 23 November 2026`. */
function chosenWords(range: DateRange, today: Day): string {
  const { first, last } = daysOf(range, today)
  const [from, to] = [exactDate(startOfDay(first)), exactDate(startOfDay(last))]
  return first === last ? `Chosen: ${from}` : `Chosen: ${from} to ${to}`
}

function Face({ range, today }: { range: DateRange; today: Day }) {
  const [label, days] = [rangeLabel(range, today), daysPhrase(range, today)]
  return (
    <>
      <IconCalendar size={16} stroke={1.75} aria-hidden />
      <VisuallyHidden>Date range: </VisuallyHidden>
      {label}
      {label !== days && <span className={`${classes.days} hf-figures`}>{days}</span>}
      <IconChevronDown size={14} stroke={1.75} aria-hidden />
    </>
  )
}
