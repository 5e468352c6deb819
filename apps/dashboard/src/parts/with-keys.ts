/** Items that may be alike, each with its place as the key, for lists that never change their order. */
export const withKeys = <T>(items: readonly T[]): { item: T; key: string }[] =>
  items.map((item, place) => ({ item, key: String(place) }))
