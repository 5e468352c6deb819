/**
 * The search part of an address, as text values by name. A name that is repeated is a list: `a=1&a=2` means `a=1,2`. In
 * the text of a search that is one email, as somebody typed it into the address, a plus is a plus and no space.
 */
export function readAddress(text: string): Record<string, string> {
  const search = new Map<string, string>()
  for (const [key, value] of new URLSearchParams(keepPlus(text))) {
    const known = search.get(key)
    search.set(key, known === undefined ? value : `${known},${value}`)
  }
  return Object.fromEntries(search)
}

const keepPlus = (text: string): string =>
  text.replace(/(?<=(?:^|[?&])q=)[^&+@]+\+[^&+@]+(?:@|%40)[^&+@]+(?=&|$)/i, (email) =>
    email.replace("+", "%2B"),
  )

/** The opposite of `readAddress`: `?offer=pause,discount&q=ada@example.com`, or nothing where there is nothing to say. */
export function writeAddress(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search).filter((pair): pair is [string, string] => typeof pair[1] === "string")
  if (pairs.length === 0) return ""
  // What an address may hold as it is, and reads better for it.
  const text = `${new URLSearchParams(pairs)}`.replace(/%(2C|3A|40|7E)/g, (code) => decodeURIComponent(code))
  // a space that would be read as the plus of an email
  return `?${keepPlus(text) === text ? text : text.replaceAll("+", "%20")}`
}
