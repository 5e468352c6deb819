/** The keys of a workspace, for those who may manage them. Times are ISO 8601 in UTC. */

/** `flow` signs customers, `data-live` and `data-test` read sessions through the Data API, `config` reads and writes flows. */
export const keyKinds = ["flow", "data-live", "data-test", "config"] as const
export type KeyKind = (typeof keyKinds)[number]

/** Active keys of one kind; those that are being replaced do not count. */
export const mostKeysOfKind = 20

/**
 * `active`: until somebody ends it. `ending`: another took its place, and it is accepted until `endsAt`. `replaced`: that
 * moment has passed. `revoked`: somebody ended it at once.
 */
export type KeyState = "active" | "ending" | "replaced" | "revoked"

/** A key without its secret, which is shown once, when it is made. */
export interface ApiKey {
  id: string
  kind: KeyKind
  name: string
  /** The first characters of the secret, to tell keys apart. */
  hint: string
  state: KeyState
  /** When it stops or stopped being accepted; null for an active one. */
  endsAt: string | null
  createdAt: string
  /** `start`: made along with the workspace. `name` is null unless a person made it who is still known. */
  createdBy: { kind: "person" | "command" | "start"; name: string | null }
  /** When it was last accepted, a minute late at most; null for never. */
  lastUsedAt: string | null
}

/**
 * `GET /api/workspaces/:appId/keys`: those that are accepted, newest first, then the 20 of each kind that ended last.
 * Data keys are there for those who may manage them, and do not exist for others.
 */
export interface ApiKeys {
  /** The public address of this server, which clients are set to. */
  baseUrl: string
  keys: ApiKey[]
}

/** `POST /api/workspaces/:appId/keys`, which answers 201 and a `MadeKey`. 409 `too_many_keys`. */
export interface NewKey {
  kind: KeyKind
  /** 1 to 80 characters. */
  name: string
}

/** The only answer that ever holds the secret. */
export interface MadeKey {
  key: ApiKey
  secret: string
}

/** `PATCH /api/workspaces/:appId/keys/:keyId`, which answers the `ApiKey`. 409 `key_over` for one that has ended. */
export interface KeyChange {
  name: string
}

/** How long a key that is being replaced stays valid. */
export const keyOverlaps = ["none", "1-hour", "24-hours", "7-days"] as const
export type KeyOverlap = (typeof keyOverlaps)[number]

/**
 * `POST /api/workspaces/:appId/keys/:keyId/rotate`, which answers 201 and a `RotatedKey`: a new key of the same kind and
 * name. 409 `key_over` for one that has ended, `key_ending` for one that is being replaced already, and `too_many_keys`
 * where 20 of the kind are.
 */
export interface KeyRotation {
  overlap: KeyOverlap
}

export interface RotatedKey extends MadeKey {
  replaced: ApiKey
}

/** `POST /api/workspaces/:appId/keys/:keyId/revoke`, which answers this. 409 `key_over` for one that has ended. */
export interface RevokedKey {
  key: ApiKey
  /** How many keys of its kind are still accepted. Without a flow key no customer's flow is. */
  left: number
}
