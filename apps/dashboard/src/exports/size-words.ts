import { digits } from "../parts/digits.ts"

const units = ["bytes", "kB", "MB", "GB", "TB"] as const

/** `312 sessions`, `1 row`. */
export const countWords = (number: number, thing: string): string =>
  `${digits.format(number)} ${thing}${number === 1 ? "" : "s"}`

/** `84 kB`, `1.2 MB`: thousands, as file managers and mail programs count. */
export function sizeWords(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  const decimals = unit > 0 && size < 9.95 ? 1 : 0
  const number = new Intl.NumberFormat("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return `${number.format(size)} ${bytes === 1 ? "byte" : units[unit]}`
}
