import type { GivenRole, Member } from "@holdfast/protocol/dashboard"
import type { UseQueryResult } from "@tanstack/react-query"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { MemberRow } from "./member-row.tsx"
import classes from "./people-list.module.css"
import { PeopleSkeleton } from "./people-skeleton.tsx"
import type { Run } from "./use-people.ts"

interface MemberListProps {
  people: UseQueryResult<Member[]>
  onRole: (member: Member, role: GivenRole) => Promise<void>
  onSignOut: (member: Member) => void
  onRemove: (member: Member) => void
  run: Run
}

/** Who belongs to the workspace. */
export function MemberList({ people, run, ...acts }: MemberListProps) {
  const { data, error, isFetching, refetch } = people
  return (
    <PageSection title="Members" aside={data && (data.length === 1 ? "1 person" : `${data.length} people`)}>
      {error && (
        <PageFault
          error={error}
          what="load the people"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <PeopleSkeleton what="people" rows={4} />}
      {data && (
        <ul className={classes.list}>
          {data.map((member) => (
            <MemberRow key={member.id} member={member} run={run} {...acts} />
          ))}
        </ul>
      )}
    </PageSection>
  )
}
