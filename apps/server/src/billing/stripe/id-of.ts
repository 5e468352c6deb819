/** The id behind a reference, whether it was expanded or not. */
export const idOf = (reference: string | { id: string }): string =>
  typeof reference === "string" ? reference : reference.id
