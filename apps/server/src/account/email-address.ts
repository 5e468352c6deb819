/** No wider than what better-auth lets somebody sign in with. */
export const emailPattern =
  "^(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\\.)+[A-Za-z]{2,}$"

const longest = 254
const shape = new RegExp(emailPattern)

export const isEmailAddress = (text: string): boolean => text.length <= longest && shape.test(text)
