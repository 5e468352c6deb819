import type { SessionPage } from "@holdfast/protocol/dashboard"
import { type Fact, FactList } from "../parts/fact-list.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { actWords, settlerWords, standingWords } from "../requests/request-words.ts"
import { dayAndTime } from "../time/exact-time.ts"

/** What the customer asked of the billing in a session, and what became of it. */
export function SessionRequests({ requests }: Pick<SessionPage, "requests">) {
  return (
    <PageSection title="Requests">
      <FactList facts={requests.flatMap(factsOf)} />
    </PageSection>
  )
}

function factsOf(request: SessionPage["requests"][number]): Fact[] {
  const { reason, note, lastError, settledAt } = request
  const when = settledAt === null ? "" : `, ${dayAndTime(new Date(settledAt))}`
  const settler = settlerWords(request)
  const standing = `${standingWords(request)}${settler === null ? "" : ` ${settler}`}${when}`
  const why = reason ?? note ?? (settledAt === null ? lastError : null)
  return [{ label: actWords(request), text: why === null ? standing : `${standing}: ${why}` }]
}
