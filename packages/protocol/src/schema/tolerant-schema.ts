/** As much of a schema as the tolerant reader looks at: what `field.ts` and the schemas beside it are made of. */
export interface Schema {
  type?: string | readonly string[]
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  format?: string
  /** Words of a list in any case, written "one of A, B". */
  accepts?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  maxProperties?: number
  /** Is never guessed at or left out: the check that follows refuses the whole. */
  essential?: boolean
  /** A word that is not of the list becomes `word`, and stands in the field `into` beside it. */
  otherwise?: { word: string; into: string }
  /** What may stand for the text in more than one spelling. */
  reads?: "currency" | "interval"
  /** The field beside it that says how many of these intervals a period has. */
  countIn?: string
  /** The number beside it that says something else without this unit. */
  unitOf?: string
  /** A list of texts becomes one, joined by commas. */
  joins?: boolean
}

/** Every field accepts null as well. */
export const typeOf = ({ type }: Schema) =>
  typeof type === "string" ? type : type?.[0] === "null" ? type[1] : type?.[0]
