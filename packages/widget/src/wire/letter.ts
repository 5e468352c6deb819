/**
 * Something that must reach Holdfast: a report or an action of one run. A later letter with the same id takes
 * the place of an earlier one that is still waiting.
 */
export interface Letter {
  /** `report:<run>` or `action:<run>`. */
  id: string
  /** Path on the API, such as `/v1/flow/report`. */
  path: string
  body: object
  /** Rises with every letter of this id. */
  revision: number
  /** Epoch milliseconds of writing. */
  at: number
}

export function isLetter(value: unknown): value is Letter {
  const letter = value as Partial<Letter> | null
  return (
    typeof letter?.id === "string" &&
    typeof letter.path === "string" &&
    letter.path.startsWith("/v1/flow/") &&
    typeof letter.body === "object" &&
    letter.body !== null &&
    typeof letter.revision === "number" &&
    typeof letter.at === "number"
  )
}
