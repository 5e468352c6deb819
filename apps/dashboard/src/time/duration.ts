/** How long something took: `less than a second`, `9 s`, `1 min 20 s`, `2 h 5 min`, `3 days`. */
export function durationPhrase(ms: number): string {
  if (ms < 1000) return "less than a second"
  const seconds = Math.floor(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return joined(minutes, "min", seconds % 60, "s")
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return joined(hours, "h", minutes % 60, "min")
  return `${Math.floor(hours / 24)} days`
}

const joined = (most: number, unit: string, rest: number, restUnit: string) =>
  rest === 0 ? `${most} ${unit}` : `${most} ${unit} ${rest} ${restUnit}`
