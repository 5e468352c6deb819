/**
 * One plain address, without anything that would make a header of it, or a second address. Quoted names before the @ are
 * not taken: nobody has one.
 */
export const isMailAddress = (text: string): boolean =>
  /^[^\s@"(),:;<>[\]\\\p{C}]+@[^\s@"(),:;<>[\]\\\p{C}]+$/u.test(text)
