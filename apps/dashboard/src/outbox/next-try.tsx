import { Moment } from "../parts/moment.tsx"
import { useNow } from "../parts/use-now.ts"

/** The job that sends mail looks for it each minute. */
const sweepMs = 60_000

/** When a mail is tried next. One that is due is tried when the job comes by. */
export function NextTry({ at }: { at: string }) {
  const now = useNow()
  if (Date.parse(at) - now.getTime() < sweepMs) return <span>next try within a minute</span>
  return (
    <span>
      next try <Moment at={at} />
    </span>
  )
}
