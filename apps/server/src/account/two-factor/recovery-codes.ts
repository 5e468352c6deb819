import { createHash, randomInt } from "node:crypto"

const codeCount = 10
/** No character looks like another. */
const characters = "23456789abcdefghjkmnpqrstuvwxyz"

const newPart = () => Array.from({ length: 6 }, () => characters[randomInt(characters.length)]).join("")

/** Ten codes such as `7kq2mx-9fwc3h-tn8vba-e4spru`, of 118 random bits each: too many to be found from a hash. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: codeCount }, () => [newPart(), newPart(), newPart(), newPart()].join("-"))

/** What is kept of a recovery code, however it was typed: with spaces, without the dashes, in capitals. */
export const hashOfRecoveryCode = (typed: string): string =>
  createHash("sha256").update(bareCode(typed)).digest("base64url")

/**
 * Which of the kept codes somebody has typed. Codes of ten characters are from before codes
 * were hashed, and are kept as they are until new ones take their place.
 * @returns null where it is none of them
 */
export function findKept(kept: readonly string[], typed: string): string | null {
  const [bare, hash] = [bareCode(typed), hashOfRecoveryCode(typed)]
  return kept.find((code) => code === hash || (code.length === 11 && bareCode(code) === bare)) ?? null
}

const bareCode = (typed: string): string => typed.toLowerCase().replace(/[^a-z0-9]/g, "")
