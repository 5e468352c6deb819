import type { SMTPTransportOptions } from "nodemailer"

/** A mail server that does not answer must not hold up the mail of others for minutes, as the library would let it. */
const patience = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
}

/**
 * How to speak to the server of a checked `SMTP_URL`. `smtps:` is TLS from the first byte; `smtp:` takes TLS where the
 * server offers it. A password leaves this machine only through TLS: whoever stands between could hide the offer.
 */
export function smtpOptions(smtpUrl: string): SMTPTransportOptions {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const host = hostname.replace(/^\[(.*)\]$/, "$1")
  const secure = protocol === "smtps:"
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)]
  return {
    ...patience,
    host,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && pass !== "" && !isThisMachine(host),
    ...(user && { auth: { user, pass } }),
    // our texts name no files and no addresses to fetch
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

const isThisMachine = (host: string) => host === "localhost" || host === "::1" || /^127(\.\d+){3}$/.test(host)
