import { randomBytes, scrypt, timingSafeEqual } from "node:crypto"

export interface Cost {
  N: number
  r: number
  p: number
}

/**
 * Of the three costs of scrypt that OWASP's ASVS 5.0 (appendix C) holds to be equal, the one that takes 32 MB and not 128:
 * four people may sign in at the same moment. Measured: 142 ms of the processor.
 */
export const passwordCost: Cost = { N: 2 ** 15, r: 8, p: 3 }
/** Better-auth's own, with which passwords were hashed until November 2026. */
const costBefore: Cost = { N: 2 ** 14, r: 16, p: 1 }
const saltBytes = 16
const keyBytes = 64

/**
 * Hashes passwords and knows them again, of today's kind and of the kind before; either takes the same time.
 * @param cost less only in tests, which guess a lot
 */
export const passwordHashing = (cost: Cost) => ({
  /** What is kept of a password, such as `scrypt$32768$8$3$<salt>$<key>` in base64url. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(saltBytes)
    const key = await derive(password, salt, cost)
    return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$")
  },
  /** @throws Error for a text that is no hash of a password */
  async verify({ hash, password }: { hash: string; password: string }): Promise<boolean> {
    const kept = readHash(hash)
    const [key] = await Promise.all([
      derive(password, kept.salt, kept.cost),
      // how long it takes must not tell for whom it was hashed long ago, and so that there is somebody
      ...(isOfKindBefore(hash) ? [derive(password, randomBytes(saltBytes), cost)] : []),
    ])
    return key.length === kept.key.length && timingSafeEqual(key, kept.key)
  },
})

/** Whether a password was hashed as better-auth does by itself. */
export const isOfKindBefore = (hash: string): boolean => !hash.startsWith("scrypt$")

/** @throws Error for a text that is no hash of a password */
function readHash(hash: string): { cost: Cost; salt: string | Buffer; key: Buffer } {
  const [kind, N, r, p, salt, key] = hash.split("$")
  if (kind === "scrypt" && salt && key) {
    const read = { N: Number(N), r: Number(r), p: Number(p) }
    return { cost: read, salt: Buffer.from(salt, "base64url"), key: Buffer.from(key, "base64url") }
  }
  // better-auth takes the salt's hexadecimal digits themselves
  const [digits, hexKey] = hash.split(":")
  if (!digits || !hexKey) throw new Error("This is no hash of a password.")
  return { cost: costBefore, salt: digits, key: Buffer.from(hexKey, "hex") }
}

const derive = (password: string, salt: string | Buffer, { N, r, p }: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r }
    scrypt(password.normalize("NFKC"), salt, keyBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
