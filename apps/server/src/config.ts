import { isIP } from "node:net"
import { resolve } from "node:path"
import { passwordLength } from "@holdfast/protocol/dashboard"
import { shortestSecret } from "./account/secret.ts"
import { ConfigError } from "./config/config-error.ts"
import { isLoopback } from "./config/is-loopback.ts"
import { readBucket } from "./config/read-bucket.ts"
import { readCountryHeader } from "./config/read-country-header.ts"
import { type MailAddress, readMailFrom } from "./config/read-mail-from.ts"
import { readSmtpUrl } from "./config/read-smtp-url.ts"
import { readTranslate } from "./config/read-translate.ts"
import { readTrustProxy } from "./config/read-trust-proxy.ts"
import type { LibreTranslateAddress } from "./flow/translate/libre-translate.ts"
import { type SearchScope, searchScopes } from "./session/read/session-filter.ts"
import type { BucketAddress } from "./storage/bucket-storage.ts"

/** What the environment decides. Read once by the entry file, checked, frozen, and handed on. */
export interface Config {
  host: string
  port: number
  /** Public base URL, without a slash at the end. */
  url: string
  /** The data folder: the embedded database, the secret, the first keys. */
  dataDir: string
  /** An external PostgreSQL; null runs the embedded one. */
  databaseUrl: string | null
  /** Encrypts flow keys and signs logins; null keeps one in the data folder. */
  secret: string | null
  ownerEmail: string
  /** null generates one and prints it once. */
  ownerPassword: string | null
  demo: boolean
  /** Where exports are kept; null is the folder `files` of the data folder. */
  bucket: BucketAddress | null
  /** Whose `X-Forwarded-For` is believed: addresses and networks of proxies, or how many stand in front. */
  trustProxy: string[] | number | false
  /** The header, in small letters, in which that proxy tells the caller's country; null where it tells none. */
  countryHeader: string | null
  /** The server that translates flows as they are published; null translates nothing. */
  translate: LibreTranslateAddress | null
  /** Webhooks may go to addresses of the operator's own network, and over http. */
  allowsPrivateWebhooks: boolean
  /** The server that takes our mail, with its user and password; null leaves mail in the outbox. */
  smtpUrl: string | null
  /** Whom our mail is from. */
  mailFrom: MailAddress
  /** Whose texts a search may look at on its way; null leaves it to what the database is. */
  searchScope: SearchScope | null
  logLevel: LogLevel
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const
export type LogLevel = (typeof logLevels)[number]

type Environment = Readonly<Record<string, string | undefined>>

/**
 * @param env the process environment
 * @param root the folder that a relative `HOLDFAST_DATA` is looked up in
 * @throws ConfigError at the first value that cannot be used
 */
export function readConfig(env: Environment, root: string): Readonly<Config> {
  const value = (name: string) => env[name]?.trim() || null
  const host = value("HOST") ?? "127.0.0.1"
  if (!isIP(host) && !/^[a-z0-9.-]+$/i.test(host)) {
    throw new ConfigError(`HOST is "${host}"; it takes an IP address or a host name to listen on.`)
  }
  const port = readPort(value("PORT"))
  const url = readUrl(value("HOLDFAST_URL")) ?? `http://${urlHost(host)}:${port}`
  const trustProxy = readTrustProxy(value("HOLDFAST_TRUST_PROXY"))
  return Object.freeze({
    host,
    port,
    url,
    dataDir: resolve(root, value("HOLDFAST_DATA") ?? "data"),
    databaseUrl: readDatabaseUrl(value("DATABASE_URL")),
    secret: readSecret(value("HOLDFAST_SECRET")),
    ownerEmail: readEmail(value("HOLDFAST_OWNER_EMAIL")) ?? "owner@holdfast.local",
    ownerPassword: readPassword(value("HOLDFAST_OWNER_PASSWORD")),
    // the demo shop signs for its customers, whoever asks
    demo: readSwitch("HOLDFAST_DEMO", value("HOLDFAST_DEMO"), isLoopback(new URL(url).hostname)),
    bucket: readBucket(value),
    trustProxy,
    countryHeader: readCountryHeader(value("HOLDFAST_COUNTRY_HEADER"), trustProxy),
    translate: readTranslate(value),
    allowsPrivateWebhooks: readAllowed("HOLDFAST_WEBHOOK_PRIVATE", value("HOLDFAST_WEBHOOK_PRIVATE")),
    smtpUrl: readSmtpUrl(value("SMTP_URL")),
    mailFrom: readMailFrom(value("HOLDFAST_MAIL_FROM"), url),
    searchScope: readSearchScope(value("HOLDFAST_SEARCH")),
    logLevel: readLogLevel(value("LOG_LEVEL")),
  })
}

/** Where a browser reaches a server that listens everywhere. */
function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1"
  return host.includes(":") ? `[${host}]` : host
}

function readPort(text: string | null): number {
  if (text === null) return 4870
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new ConfigError(`PORT is "${text}"; it takes a whole number from 1 to 65535.`)
  }
  return port
}

function readUrl(text: string | null): string | null {
  if (text === null) return null
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.pathname !== "/") {
    throw new ConfigError(
      `HOLDFAST_URL is "${text}"; it takes the public address of Holdfast without a path, such as https://holdfast.example.com.`,
    )
  }
  return url.origin
}

function readDatabaseUrl(text: string | null): string | null {
  if (text !== null && !/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? "")) {
    throw new ConfigError(
      "DATABASE_URL is not an address of a PostgreSQL server; it takes postgres://user:password@host:5432/database.",
    )
  }
  return text
}

function readSecret(text: string | null): string | null {
  if (text !== null && text.length < shortestSecret) {
    throw new ConfigError(
      `HOLDFAST_SECRET is too short; it takes ${shortestSecret} random characters or more.`,
    )
  }
  return text
}

function readEmail(text: string | null): string | null {
  if (text !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    throw new ConfigError(`HOLDFAST_OWNER_EMAIL is "${text}"; it takes an email address.`)
  }
  return text?.toLowerCase() ?? null
}

function readPassword(text: string | null): string | null {
  const { least, most } = passwordLength
  if (text !== null && (text.length < least || text.length > most)) {
    throw new ConfigError(
      `HOLDFAST_OWNER_PASSWORD has the wrong length; it takes ${least} to ${most} characters.`,
    )
  }
  return text
}

function readSwitch(name: string, text: string | null, otherwise: boolean): boolean {
  if (text === null) return otherwise
  if (text !== "on" && text !== "off") throw new ConfigError(`${name} is "${text}"; it takes on or off.`)
  return text === "on"
}

function readAllowed(name: string, text: string | null): boolean {
  if (text !== null && text !== "allow" && text !== "deny")
    throw new ConfigError(`${name} is "${text}"; it takes allow or deny.`)
  return text === "allow"
}

function readSearchScope(text: string | null): SearchScope | null {
  const scope = searchScopes.find((known) => known === text) ?? null
  if (text !== null && scope === null) {
    throw new ConfigError(`HOLDFAST_SEARCH is "${text}"; it takes ${searchScopes.join(" or ")}.`)
  }
  return scope
}

function readLogLevel(text: string | null): LogLevel {
  const level = logLevels.find((known) => known === (text ?? "info"))
  if (!level) throw new ConfigError(`LOG_LEVEL is "${text}"; it takes one of ${logLevels.join(", ")}.`)
  return level
}
