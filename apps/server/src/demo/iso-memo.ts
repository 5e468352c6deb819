/**
 * Writes times (epoch milliseconds) as ISO 8601 and remembers the last: a step ends when the next one begins, so
 * every other time is the one before, and a seeding writes tens of millions of them.
 */
export function isoMemo(): (time: number) => string {
  let lastTime = Number.NaN
  let lastText = ""
  return (time) => {
    if (time !== lastTime) {
      lastTime = time
      lastText = new Date(time).toISOString()
    }
    return lastText
  }
}
