/** The dark modules of a QR code as one path, a rectangle for each run of them in a row. */
export function modulePath(rows: readonly (readonly boolean[])[]): string {
  const runs: string[] = []
  for (const [y, row] of rows.entries()) {
    let from: number | null = null
    for (const [x, isDark] of [...row, false].entries()) {
      if (isDark) from ??= x
      else if (from !== null) {
        runs.push(`M${from} ${y}h${x - from}v1h${from - x}z`)
        from = null
      }
    }
  }
  return runs.join("")
}
