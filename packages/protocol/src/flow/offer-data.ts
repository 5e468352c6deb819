/**
 * What the page's handler and an SDK's component are given of a custom offer beside its name: the object that its text
 * writes in JSON, an empty one where it has none; null where the text is no object.
 */
export function offerData(text: string | undefined): Record<string, unknown> | null {
  if (text === undefined || text.trim() === "") return {}
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
