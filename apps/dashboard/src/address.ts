/**
 * The search part of an address, as text values by name. A name that is repeated is a list: `a=1&a=2` means `a=1,2`.
 */
export function readAddress(text: string): Record<string, string> {
  const search = new Map<string, string>()
  for (const [key, value] of new URLSearchParams(text)) {
    const known = search.get(key)
    search.set(key, known === undefined ? value : `${known},${value}`)
  }
  return Object.fromEntries(search)
}

/** The opposite of `readAddress`: `?offer=pause,discount&q=ada@example.com`, or nothing where there is nothing to say. */
export function writeAddress(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search).filter((pair): pair is [string, string] => typeof pair[1] === "string")
  if (pairs.length === 0) return ""
  // What an address may hold as it is, and reads better for it.
  return `?${new URLSearchParams(pairs)}`.replace(/%(2C|3A|40|7E)/g, (code) => decodeURIComponent(code))
}
