/**
 * No wider than what better-auth lets somebody sign in with, which knows neither letters beyond ASCII nor domains that are
 * written in their code, such as `xn--p1ai`. An invitation to such an address would be one that nobody can use.
 */
export const emailPattern =
  "^(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\\.)+[A-Za-z]{2,}$"

const longest = 254
const shape = new RegExp(emailPattern)

export const isEmailAddress = (text: string): boolean => text.length <= longest && shape.test(text)
