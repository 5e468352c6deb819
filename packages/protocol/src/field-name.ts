/** Where a field stands in a body or a record, from the outside in; numbers are places in a list. */
export type FieldPath = readonly (string | number)[]

/** A path as a person writes it: `presentedOffers[0].offerType`. Long keys are cut. */
export const fieldName = (path: FieldPath): string =>
  path.reduce<string>((name, part) => {
    if (typeof part === "number") return `${name}[${part}]`
    const key = part.length > 60 ? `${part.slice(0, 60)}…` : part
    return name ? `${name}.${key}` : key
  }, "")
