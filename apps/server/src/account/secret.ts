import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto"
import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { writeWhole } from "../write-whole.ts"

/**
 * The installation's secret. Losing it means new flow keys, new secrets of webhook endpoints, new logins, connecting the billing
 * anew, and recordings that nobody can read; the sessions stay.
 */
export interface Secret {
  /** Signs login cookies. */
  forLogins: string
  /** Signs the cursors of pages. */
  forCursors: KeyObject
  /** Signs the links to files of exports. */
  forLinks: KeyObject
  seal(text: string): Buffer
  /**
   * @param what names the text in the error, such as "A flow key"
   * @throws Error when the text was sealed under another secret
   */
  unseal(sealed: Buffer, what?: string): string
}

/** From the environment, or from `secret.key` in the data folder, which is made on the first start. */
export function loadSecret(dataDir: string, given: string | null): Secret {
  const master = given ?? readOrMake(dataDir)
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync("sha256", master, "holdfast", purpose, bytes))
  const key = derive("seal", 32)
  return {
    forLogins: derive("logins", 32).toString("base64url"),
    forCursors: createSecretKey(derive("cursors", 32)),
    forLinks: createSecretKey(derive("links", 32)),
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv("aes-256-gcm", key, nonce)
      return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()])
    },
    unseal(sealed, what = "Something that is kept here") {
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(-16))
      try {
        return decipher.update(sealed.subarray(12, -16)).toString("utf8") + decipher.final("utf8")
      } catch {
        throw new Error(
          `${what} was encrypted under another secret: bring back HOLDFAST_SECRET, or the file secret.key of the data folder.`,
        )
      }
    },
  }
}

/** As short as one that `HOLDFAST_SECRET` may give. */
export const shortestSecret = 32

/** @throws Error when the file is there and holds no secret, as after a disk that was full when it was made */
function readOrMake(dataDir: string): string {
  const file = join(dataDir, "secret.key")
  mkdirSync(dataDir, { recursive: true })
  if (!existsSync(file)) writeWhole(file, `${randomBytes(48).toString("base64url")}\n`, "keep")
  const secret = readFileSync(file, "utf8").trim()
  if (secret.length < shortestSecret) {
    throw new Error(
      `${file} holds ${secret.length} characters, which is no secret; it takes ${shortestSecret} or more. Bring back the file, or delete it where no workspace was made with it yet.`,
    )
  }
  return secret
}
