import { parseArgs } from "node:util"

/** What `npm run bench` is asked for. */
export interface BenchArguments<Name extends string> {
  /** Size of the large workspace. */
  sessions: number
  /** The one group to measure; null for all. */
  only: Name | null
}

/** One sentence for the person who typed. */
export class BadArgument extends Error {}

/** Reads the command line. @throws BadArgument */
export function readArguments<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): BenchArguments<Name> {
  const { values } = parseArgs({
    args: [...args],
    options: { sessions: { type: "string", default: "1000000" }, only: { type: "string" } },
  })
  const sessions = Number(values.sessions)
  if (!Number.isInteger(sessions) || sessions < 10_000) {
    throw new BadArgument(`--sessions takes a whole number from 10000 up, not "${values.sessions}".`)
  }
  if (values.only === undefined) return { sessions, only: null }
  const only = names.find((name) => name === values.only)
  if (!only) throw new BadArgument(`--only takes one of ${names.join(", ")}, not "${values.only}".`)
  return { sessions, only }
}
