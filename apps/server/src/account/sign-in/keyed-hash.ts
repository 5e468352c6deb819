import { createHmac } from "node:crypto"
import type { Secret } from "../secret.ts"

/** What stands in the database for something that it should not hold: an HMAC-SHA256 over its parts. */
export const keyedHash = ({ forLogins }: Secret, ...parts: readonly string[]): Buffer =>
  createHmac("sha256", forLogins).update(JSON.stringify(parts)).digest()
