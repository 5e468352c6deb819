const units = ["bytes", "kB", "MB", "GB", "TB"]

/** Bytes for a person: `812 bytes`, `4.2 MB`. */
export function sizeInWords(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`
}
