const timeFormat: Intl.DateTimeFormatOptions = {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
}

/** Date, time to the second and the viewer's zone: `Monday, 23 November 2026 at 13:00:00 CET (Europe/Berlin)`. A zone
 * that is called what its times are called, as UTC is, is named once. */
export function exactTime(instant: Date): string {
  if (Number.isNaN(instant.getTime())) return "Time unknown"
  const format = new Intl.DateTimeFormat("en-GB", timeFormat)
  const text = format.format(instant)
  const { timeZone } = format.resolvedOptions()
  return text.endsWith(` ${timeZone}`) ? text : `${text} (${timeZone})`
}

const dateFormat: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" }

/** `12 August 2024` where the viewer is; `an unknown day` where it cannot be read. */
export function exactDate(instant: Date): string {
  if (Number.isNaN(instant.getTime())) return "an unknown day"
  return new Intl.DateTimeFormat("en-GB", dateFormat).format(instant)
}

const dayMs = 24 * 60 * 60 * 1000

/**
 * A date that came over the wire, such as the end of a trial. `2026-11-30` and midnight in UTC stand for that day, and
 * are it for every reader; any other time is the viewer's day, as `exactDate` says it. Null where it cannot be read.
 */
export function calendarDate(text: string): string | null {
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime())) return null
  if (instant.getTime() % dayMs !== 0) return exactDate(instant)
  return new Intl.DateTimeFormat("en-GB", { ...dateFormat, timeZone: "UTC" }).format(instant)
}

/** `13:05` where the viewer is. */
export function clockTime(instant: Date): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(instant)
}

/** `12 August 2024 at 13:05` where the viewer is; `an unknown time` where it cannot be read. */
export function dayAndTime(instant: Date): string {
  return Number.isNaN(instant.getTime())
    ? "an unknown time"
    : `${exactDate(instant)} at ${clockTime(instant)}`
}

/** `12 Aug 2024, 13:05` where the viewer is. */
export function shortDayAndTime(instant: Date): string {
  if (Number.isNaN(instant.getTime())) return "Time unknown"
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" })
  return `${day.format(instant)}, ${clockTime(instant)}`
}

/** `13:05:09` where the viewer is. */
export function clockSeconds(instant: Date): string {
  if (Number.isNaN(instant.getTime())) return "Time unknown"
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(
    instant,
  )
}
