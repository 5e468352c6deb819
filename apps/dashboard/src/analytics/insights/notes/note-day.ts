import { dayIn } from "@holdfast/protocol"
import type { Note } from "@holdfast/protocol/dashboard"
import type { Day } from "../../../time/day.ts"

/** The calendar day of a note, in the workspace's time zone. */
export const noteDay = ({ day, at }: Note, timeZone: string): Day => day ?? dayIn(timeZone, new Date(at))
