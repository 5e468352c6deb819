/** A UUID as it is given out, in lower case; for the schemas of addresses. */
export const uuidPattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"

const isMatch = new RegExp(uuidPattern)

/** Whether PostgreSQL can be asked for it as an id; any other text is nobody's, and would be an error there. */
export const isUuid = (text: string): boolean => isMatch.test(text)
