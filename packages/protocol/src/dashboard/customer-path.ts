/**
 * A customer id as it stands in an address. Ids hold any characters, but browsers and servers take a part of a path that
 * is `.` or `..` for a step up, however it is escaped: those, and ids that begin with the mark itself, get a `~` in
 * front.
 */
export const customerInPath = (customerId: string): string =>
  (/^(~|\.{1,2}$)/.test(customerId) ? `~${customerId}` : customerId).toWellFormed()

/** The same, escaped. */
export const customerPathPart = (customerId: string): string => encodeURIComponent(customerInPath(customerId))

/** The customer id of a part of a path that has been unescaped already. */
export const customerIdOf = (part: string): string => (part.startsWith("~") ? part.slice(1) : part)
