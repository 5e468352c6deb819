import { ConfigError } from "./config-error.ts"

/** The address of a mail server. A refusal does not repeat it: it may hold a password. */
export function readSmtpUrl(text: string | null): string | null {
  if (text === null) return null
  const url = URL.parse(text)
  const isServer = url && /^smtps?:$/.test(url.protocol) && /^[\w.-]+$|^\[/.test(url.hostname)
  if (
    !isServer ||
    url.pathname.length > 1 ||
    !["", "?tls=optional"].includes(url.search) ||
    url.hash ||
    !isDecodable(url.username) ||
    !isDecodable(url.password)
  ) {
    throw new ConfigError(
      "SMTP_URL is not an address of a mail server; it takes smtp://user:password@host:587 or smtps://user:password@host:465, with %40 for an @ in a user or password.",
    )
  }
  return text
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
