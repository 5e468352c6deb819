/** What a view searches for. */
export interface Search {
  /** Never empty, at most `mostSearched` characters. */
  text: string
  /** Only among the days and filters chosen. Otherwise these rest, and all time is searched. */
  isWithin: boolean
}

/** Characters (UTF-16 units) that one search takes. */
export const mostSearched = 10_000

/** What an address searches for, and a sentence where that cannot be read as it stands. */
export function readSearch({ q, within }: Readonly<Record<string, string | undefined>>): {
  search: Search | null
  notice?: string
} {
  const isWithin = within === "filters"
  if (q === undefined) {
    if (within === undefined) return { search: null }
    return { search: null, notice: "The address says where to search, but not what for." }
  }
  if (q === "")
    return { search: null, notice: "The address has an empty search, so nothing is searched for." }
  if (q.length > mostSearched) {
    return {
      search: null,
      notice: "The address searches for more than 10,000 characters, so nothing is searched for.",
    }
  }
  const search = { text: q, isWithin }
  if (within === undefined || isWithin) return { search }
  return {
    search,
    notice: "The address says where to search in a way that cannot be read, so all time is searched.",
  }
}
