import type { FlowOptions } from "./options.ts"

/** The customer as the page knows them names themselves; the clients of direct mode send no other id. */
function idIn(customer: unknown): string | undefined {
  try {
    return (customer as { id?: string } | undefined)?.id
  } catch {
    return undefined
  }
}

/**
 * A copy of what a page passed to `init`, its own and inherited fields, each read once. An option that throws when it is
 * read is one that is not given: it must not keep a customer from cancelling. `null` means the same.
 */
export function readOptions(given: object): FlowOptions {
  const copy: Record<string, unknown> = {}
  const source = given as Record<string, unknown>
  for (let at = given; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) {
      if (name in copy) continue
      try {
        const value = source[name] ?? undefined
        // a handler may be a method of the page's own object
        copy[name] = typeof value === "function" ? value.bind(given) : value
      } catch (error) {
        console.warn(`Holdfast: the option ${name} could not be read and is left out.`, error)
      }
    }
  }
  const options: FlowOptions = copy
  options.customerId ??= idIn(options.customer)
  return options
}
