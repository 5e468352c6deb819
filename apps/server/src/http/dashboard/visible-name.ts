import { Type } from "typebox"

/** A name that a person gives something, as it may come in a body. */
export const visibleName = Type.String({
  maxLength: 80,
  // some character that can be seen
  pattern: "[\\p{L}\\p{N}\\p{P}\\p{S}]",
  accepts: "1 to 80 characters, at least one of them visible",
})

/** Without spaces around it, and with one between words. */
export const onOneLine = (name: string): string => name.trim().replace(/\s+/g, " ")
