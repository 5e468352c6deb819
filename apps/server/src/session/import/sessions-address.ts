import { SourceError } from "./source-item.ts"

/**
 * Where a server that speaks the contract has its sessions. Filters of the contract stay.
 * @param text `https://host/v1`, or the whole address of its sessions
 * @throws SourceError for what is no address
 */
export function sessionsAddress(text: string): URL {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) throw new SourceError(`${text} is no web address.`)
  if (url.username || url.password) throw new SourceError("The address holds a password; give --key instead.")
  const path = url.pathname.replace(/\/+$/, "")
  if (!path.endsWith("/sessions")) url.pathname = `${path.replace(/\/data$/, "") || "/v1"}/data/sessions`
  for (const name of ["limit", "skip"]) url.searchParams.delete(name)
  return url
}

/** The same address with another value of one of its parameters. */
export function withParameters(address: URL, parameters: Readonly<Record<string, string | number>>): URL {
  const url = new URL(address)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value))
  return url
}
