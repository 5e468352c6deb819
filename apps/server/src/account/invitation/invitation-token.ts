import { createHash, randomBytes } from "node:crypto"

/** What the link of an invitation carries. Only the hash of its secret is kept. */
export interface InvitationToken {
  appId: string
  hash: Buffer
}

const hashOf = (secret: Buffer) => createHash("sha256").update(secret).digest()

/**
 * The App ID, which is no secret, says in which workspace to look; 32 random bytes follow it. Hexadecimal, because mail
 * programs leave a last `-` or `_` out of the links they find.
 */
export function newInvitationToken(appId: string): { token: string; hash: Buffer } {
  const secret = randomBytes(32)
  return { token: `${appId}-${secret.toString("hex")}`, hash: hashOf(secret) }
}

/** null for what no invitation's link carries. */
export function readInvitationToken(text: string): InvitationToken | null {
  const [, appId, secret] = /^([0-9a-z]{1,40})-([0-9a-f]{64})$/.exec(text) ?? []
  return appId && secret ? { appId, hash: hashOf(Buffer.from(secret, "hex")) } : null
}
