import type { Role } from "../words.ts"

/** What a person reads and changes of their own: `/api/me/*`, and what stands before signing in. Times are ISO 8601 in UTC. */

/** `GET /api/me`. */
export interface Me {
  user: { id: string; name: string; email: string; hasTwoFactor: boolean }
  /** Whether this installation sends mail; else what it would send waits in the outbox. */
  isMailConfigured: boolean
  /** Whether this installation has a server that translates flows as they are published. */
  isTranslatorConfigured: boolean
  workspaces: {
    appId: string
    name: string
    role: Role
    hasCustomerProfiles: boolean
    /** Whoever has no second factor is let into nothing of it. */
    requiresTwoFactor: boolean
    /** Recordings. */
    mayWatch: boolean
  }[]
}

/** `POST /api/workspaces/:appId/workspaces`: another one, of who owns this one. `PATCH /api/workspaces/:appId`. */
export interface WorkspaceName {
  /** 1 to 80 characters; spaces around and between words are made one. */
  name: string
}

export interface MadeWorkspace extends WorkspaceName {
  appId: string
}

/** How many characters a password has, as JavaScript counts them: an emoji is two. */
export const passwordLength = { least: 8, most: 128 } as const

/** `POST /api/auth/sign-in/email` when the password was right. */
export interface SignInAnswer {
  /** A code is asked for before the person is signed in: `POST /api/auth/two-factor/verify-totp`. */
  needsSecondFactor: boolean
}

/** `GET /api/sign-in-options`: for everybody. */
export interface SignInOptions {
  /** Without it nobody gets the mail that resets a password; whoever runs the server can read it out. */
  isMailConfigured: boolean
}

export interface OwnLogin {
  id: string
  /** Browser and system in words, such as `Firefox on Linux`. */
  device: string
  /** Where it was signed in from. */
  address: string | null
  signedInAt: string
  /** To within five minutes. */
  lastUsedAt: string
  /** The one that asks. */
  isCurrent: boolean
}

/** `GET /api/me/logins`: this one first, then the one used last. */
export interface OwnLogins {
  logins: OwnLogin[]
}

/** `POST /api/me/logins/end-others`, and of a colleague `POST …/people/:personId/end-logins`: how many ended. */
export interface EndedLogins {
  ended: number
}

/** `GET /api/me/two-factor`. */
export interface TwoFactorState {
  isOn: boolean
  /** How many recovery codes were not used yet; 0 while it is off. */
  recoveryCodesLeft: number
}

/** `POST /api/me/two-factor/set-up`: counts only after `POST /api/me/two-factor/confirm` with a code made from it. */
export interface TwoFactorSetup {
  /** In base32, for typing. */
  secret: string
  /** The same as an address `otpauth://…`, for a QR code. */
  uri: string
}

/** Shown this once: `POST /api/me/two-factor/confirm` and `POST /api/me/two-factor/recovery-codes`. */
export interface RecoveryCodes {
  recoveryCodes: string[]
}

/** `GET` and `PATCH /api/workspaces/:appId/security`. */
export interface WorkspaceSecurity {
  requiresTwoFactor: boolean
  people: number
  /** How many of them have no second factor yet. */
  withoutTwoFactor: number
}
