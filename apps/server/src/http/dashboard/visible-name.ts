import { Type } from "typebox"
import { ApiError } from "../api-error.ts"

/** A name that a person gives something, as it may come in a body. */
export const visibleName = Type.String({
  maxLength: 80,
  // some character that can be seen
  pattern: "[\\p{L}\\p{N}\\p{P}\\p{S}]",
  accepts: "1 to 80 characters, at least one of them visible",
})

/** Without spaces around it, and with one between words. */
export const onOneLine = (name: string): string => name.trim().replace(/\s+/g, " ")

/**
 * A person's name, on one line. It begins the mail of an invitation, where an address of a page would pass for Holdfast's.
 * @throws ApiError 422 for a name with what addresses are written with
 */
export function personName(name: string): string {
  if (/[/\\]|www\./i.test(name.normalize("NFKC")))
    throw new ApiError(422, "invalid", "name looks like the address of a page; it takes no / and no \\.")
  return onOneLine(name)
}
