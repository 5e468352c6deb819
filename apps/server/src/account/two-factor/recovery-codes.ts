import { randomInt } from "node:crypto"

const codeCount = 10
/** No character looks like another. */
const characters = "23456789abcdefghjkmnpqrstuvwxyz"

const newPart = () => Array.from({ length: 5 }, () => characters[randomInt(characters.length)]).join("")

/** Ten codes such as `7kq2m-x9fwc`, of 49 random bits each. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: codeCount }, () => `${newPart()}-${newPart()}`)

/** A recovery code as it is stored, however it was typed: with spaces, without the dash, in capitals. */
export function tidyRecoveryCode(typed: string): string {
  const bare = typed.toLowerCase().replace(/[^a-z0-9]/g, "")
  return `${bare.slice(0, 5)}-${bare.slice(5)}`
}
