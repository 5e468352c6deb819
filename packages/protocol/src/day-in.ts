const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    ...{ timeZone, year: "numeric", month: "numeric", day: "numeric" },
  })
  formats.set(timeZone, made)
  return made
}

/**
 * The calendar day `YYYY-MM-DD` of a moment in a time zone. It is put together from its parts: no locale writes its days
 * alike in every browser.
 */
export function dayIn(timeZone: string, at: Date): string {
  const parts = formatOf(timeZone).formatToParts(at)
  const part = (type: "year" | "month" | "day", digits: number) =>
    (parts.find((each) => each.type === type)?.value ?? "").padStart(digits, "0")
  return `${part("year", 4)}-${part("month", 2)}-${part("day", 2)}`
}
