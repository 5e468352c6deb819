import { passwordLength } from "@holdfast/protocol/dashboard"
import { betterAuth } from "better-auth"
import { twoFactor } from "better-auth/plugins"
import type { PostgresAddress } from "../db/embedded-postgres.ts"
import { openPool } from "../db/open-pool.ts"

export interface AuthOptions {
  address: PostgresAddress
  secret: string
  /** Public base URL; browsers of other origins are refused. */
  url: string
  onIdleError: (error: Error) => void
}

/**
 * People and their logins, kept by better-auth in schema `auth`. What better-auth calls a session is a *login*
 * here: a session is a run of the cancel flow. Nobody signs up by themselves; people are invited.
 */
export function createAuth({ address, secret, url, onIdleError }: AuthOptions) {
  const pool = openPool(address, onIdleError, {
    max: 4,
    name: "holdfast auth",
    settings: { search_path: "auth" },
    answerTimeoutMs: 8000,
  })
  const auth = betterAuth({
    appName: "Holdfast",
    baseURL: url,
    basePath: "/api/auth",
    trustedOrigins: originsOf(url),
    secret,
    database: pool,
    telemetry: { enabled: false },
    session: { modelName: "login", expiresIn: 7 * 24 * 3600 },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    plugins: [
      twoFactor({
        issuer: "Holdfast",
        backupCodeOptions: { storeBackupCodes: "encrypted" },
        // it would lock the account itself, for its owner too; `sign-in/admit-guess.ts` limits whoever guesses
        accountLockout: { enabled: false },
      }),
    ],
    advanced: {
      // said out loud: left alone, an environment that calls itself a test would go unchecked
      disableOriginCheck: false,
      disableCSRFCheck: false,
      cookiePrefix: "holdfast",
      useSecureCookies: url.startsWith("https:"),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    // it would count in memory, and for each address alone; ours are in the database
    rateLimit: { enabled: false },
    logger: { disabled: true },
  })
  return { auth, close: () => pool.end() }
}

export type Auth = ReturnType<typeof createAuth>["auth"]

/** Carries the caller's address from our server into better-auth; always overwritten, never taken from outside. */
export const addressHeader = "x-hf-ip"

/** A server on this very machine answers to several names. */
function originsOf(url: string): string[] {
  const { protocol, hostname, port } = new URL(url)
  const loopback = ["127.0.0.1", "localhost", "[::1]"]
  return loopback.includes(hostname) ? loopback.map((name) => `${protocol}//${name}:${port}`) : [url]
}
