/** A header of more languages than that is no browser's. */
const maxLanguages = 50

/**
 * The language that an `Accept-Language` header likes best among those that there are, by its weights and then by its
 * order; null where it names none of them. A country makes no difference: `fr-CA` likes `fr`.
 * @param spoken in lower case, without countries
 */
export function preferredLanguage(header: string, spoken: readonly string[]): string | null {
  const wanted = header
    .split(",", maxLanguages)
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";").map((each) => each.trim().toLowerCase())
      const weight = parameters.find((each) => each.startsWith("q="))?.slice(2)
      return { base: tag.split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ base, weight }) => weight > 0 && spoken.includes(base))
    .sort((a, b) => b.weight - a.weight)
  return wanted[0]?.base ?? null
}
