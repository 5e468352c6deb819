/** Any value that came over the wire as one line of text: yes and no, none, and structures as JSON. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return "none"
  if (typeof value === "boolean") return value ? "yes" : "no"
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}
