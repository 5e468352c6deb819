import pino, { type DestinationStream, type Logger } from "pino"
import { describeError } from "./describe-error.ts"

/**
 * The server's log: JSON lines on standard error. Whoever logs an error whole, as libraries do under `err`, logs what may
 * be said of it.
 * @param level one of pino's
 */
export const openLog = (level: string, to: DestinationStream = pino.destination(2)): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
    },
    to,
  )
