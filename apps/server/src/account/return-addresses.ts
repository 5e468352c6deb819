/** A list that one still reads. */
export const mostReturnAddresses = 20

const maxLength = 500

function parse(text: string): URL | null {
  const url = URL.parse(text.trim())
  return url && !url.username && !url.password ? url : null
}

const isLocal = ({ hostname }: URL) => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)

/**
 * An address that customers may be led back to, as it is kept: origin and path. Only `https`, or `http` on the machine of
 * who tries it.
 * @returns null where the text is none, or has a query, a fragment or a password
 */
export function readReturnAddress(text: string): string | null {
  const url = parse(text)
  if (!url || url.search || url.hash || text.trim().endsWith("?") || text.trim().endsWith("#")) return null
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal(url))) return null
  const address = url.origin + url.pathname
  return address.length > maxLength ? null : address
}

/**
 * Where a customer is led back to: the address that the link names, if the list has its origin and path, else the first of
 * the list. A query and a fragment of the link's own stay.
 */
export function chooseReturnAddress(allowed: readonly string[], named: string | null): string | null {
  const url = named === null || named.length > 2000 ? null : parse(named)
  if (url && allowed.includes(url.origin + url.pathname)) return url.href
  return allowed[0] ?? null
}
