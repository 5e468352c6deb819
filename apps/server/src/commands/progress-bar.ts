const width = 32
/** Where the end is not known, and on no terminal, one line for so many. */
const lineEvery = 50_000

/** A bar that redraws itself on a terminal, and a line every tenth elsewhere. */
export function progressBar(unit: string) {
  const { stderr } = process
  let shownStep = -1
  return {
    /**
     * @param total null where it is not known
     * @param note stands behind
     */
    show(done: number, total: number | null, note = ""): void {
      const part = total === null ? null : total === 0 ? 1 : Math.min(done / total, 1)
      const of = total === null ? "" : ` of ${total.toLocaleString("en-US")}`
      const text = `${done.toLocaleString("en-US")}${of} ${unit}${note}`
      if (stderr.isTTY) {
        const filled = Math.round((part ?? 0) * width)
        const bar = part === null ? "" : `[${"█".repeat(filled)}${"░".repeat(width - filled)}] `
        stderr.write(`\r\u001b[K${bar}${text}`)
        return
      }
      const step = Math.floor(part === null ? done / lineEvery : part * 10)
      if (step === shownStep) return
      shownStep = step
      stderr.write(`· ${text}\n`)
    },
    /** A line for good, above the bar. */
    say(line: string): void {
      stderr.write(stderr.isTTY ? `\r\u001b[K${line}\n` : `${line}\n`)
    },
    end(): void {
      if (stderr.isTTY) stderr.write("\n")
    },
  }
}
