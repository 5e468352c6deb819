interface Schema {
  properties?: Record<string, Schema>
  items?: Schema
  oneOf?: Schema[]
  discriminator?: { propertyName: string }
  const?: unknown
}

/** The same value, its fields in the order in which the schema names them, and unknown ones after them by their names. */
export function inSchemaOrder(schema: object | undefined, value: unknown): unknown {
  const known: Schema = schema ?? {}
  if (Array.isArray(value)) return value.map((each) => inSchemaOrder(known.items, each))
  if (typeof value !== "object" || value === null) return value
  const fields = new Map(Object.entries(value))
  const properties = shapeOf(known, fields).properties ?? {}
  const names = Object.keys(properties)
  const unknown = [...fields.keys()].filter((name) => !names.includes(name)).sort()
  const order = [...names.filter((name) => fields.has(name)), ...unknown]
  return Object.fromEntries(order.map((name) => [name, inSchemaOrder(properties[name], fields.get(name))]))
}

/** Of several shapes, the one that the value has by its tag. */
function shapeOf(schema: Schema, fields: ReadonlyMap<string, unknown>): Schema {
  const tag = schema.discriminator?.propertyName
  if (tag === undefined) return schema
  return schema.oneOf?.find(({ properties }) => properties?.[tag]?.const === fields.get(tag)) ?? {}
}
