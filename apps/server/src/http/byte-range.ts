import type { ByteRange } from "../storage/storage.ts"

/** `unsatisfiable` is a 416; `whole` a header that asks for nothing that is served in parts, and thereby means all. */
export type RangeAnswer = ByteRange | "whole" | "unsatisfiable"

/** The one range of a `Range` header (RFC 9110, 14.2). Several at once are answered with the whole, as is allowed. */
export function readRange(header: string | undefined, bytes: number): RangeAnswer {
  const [, first = "", last = ""] =
    /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replace(/\s/g, "") ?? "") ?? []
  if (first === "" && last === "") return "whole"
  if (first === "") {
    // the last so many
    if (Number(last) === 0 || bytes === 0) return "unsatisfiable"
    return { first: Math.max(0, bytes - Number(last)), last: bytes - 1 }
  }
  if (last !== "" && Number(last) < Number(first)) return "whole"
  if (Number(first) >= bytes) return "unsatisfiable"
  return { first: Number(first), last: last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1) }
}
