const width = 32

/** A bar that redraws itself on a terminal, and a line every tenth elsewhere. */
export function progressBar(unit: string) {
  const { stderr } = process
  let shownTenth = -1
  return {
    show(done: number, total: number): void {
      const part = total === 0 ? 1 : Math.min(done / total, 1)
      const text = `${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} ${unit}`
      if (stderr.isTTY) {
        const filled = Math.round(part * width)
        stderr.write(`\r[${"█".repeat(filled)}${"░".repeat(width - filled)}] ${text}`)
        return
      }
      const tenth = Math.floor(part * 10)
      if (tenth === shownTenth) return
      shownTenth = tenth
      stderr.write(`· ${text}\n`)
    },
    end(): void {
      if (stderr.isTTY) stderr.write("\n")
    },
  }
}
