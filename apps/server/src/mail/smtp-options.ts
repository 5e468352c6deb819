import type { SMTPTransportOptions } from "nodemailer"
import { isLoopback } from "../config/is-loopback.ts"

/** A mail server that does not answer must not hold up the mail of others for minutes, as the library would let it. */
const patience = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
}

/**
 * How to speak to the server of a checked `SMTP_URL`. `smtps:` is TLS from the first byte; `smtp:` begins in
 * the clear and insists on TLS before anything leaves this machine: whoever stands between could hide the server's offer.
 * Only `?tls=optional`, without a password, does without.
 */
export function smtpOptions(smtpUrl: string): SMTPTransportOptions {
  const { protocol, hostname, port, username, password, searchParams } = new URL(smtpUrl)
  const host = hostname.replace(/^\[(.*)\]$/, "$1")
  const secure = protocol === "smtps:"
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)]
  return {
    ...patience,
    host,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && !isLoopback(host) && (pass !== "" || searchParams.get("tls") !== "optional"),
    ...(user && { auth: { user, pass } }),
    // our texts name no files and no addresses to fetch
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
