/**
 * The same schema for readers of the documentation. Where a field is one of several shapes or null, the check on the way
 * in says so by `type` beside `oneOf`, which keeps its sentences plain; read by the book no null fits into that.
 */
export function withNulls<S>(schema: S): S {
  if (Array.isArray(schema)) return schema.map(withNulls) as S
  if (typeof schema !== "object" || schema === null) return schema
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, withNulls(part)]))
  const { type, oneOf } = parts as { type?: unknown; oneOf?: unknown }
  const isShapesOrNull = oneOf !== undefined && Array.isArray(type) && type.includes("null")
  return (isShapesOrNull ? { anyOf: [{ ...parts, type: "object" }, { type: "null" }] } : parts) as S
}
