/**
 * A message that replaces: a report or an action of one run, whole in itself. A later letter with the same id takes
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

/** Whether the browser kept what was put there: other scripts of the page write to the same storage. */
export function isLetter(value: unknown): value is Letter {
  const { id, path, body, at } = (value ?? {}) as Partial<Letter>
  const isOurs = typeof id === "string" && String(path).startsWith("/v1/flow/")
  return isOurs && typeof body === "object" && body !== null && typeof at === "number"
}
