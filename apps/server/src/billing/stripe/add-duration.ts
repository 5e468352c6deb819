/**
 * A moment so many weeks or months later, in UTC. A month after the 31st is the last day of a shorter month.
 * @param count whole
 */
export function addDuration(from: Date, count: number, unit: "week" | "month"): Date {
  const to = new Date(from)
  if (unit === "week") {
    to.setUTCDate(to.getUTCDate() + 7 * count)
    return to
  }
  to.setUTCMonth(to.getUTCMonth() + count)
  // the 31st of a month that has none falls into the next one
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0)
  return to
}
