import type { Member } from "@holdfast/protocol/dashboard"
import { AllowedButton } from "../parts/allowed-button.tsx"
import { PageSection } from "../parts/page-section.tsx"
import classes from "./people-list.module.css"
import { personName } from "./person-name.ts"

/** Who owns the workspace, and the way to make somebody else the owner. */
export function Ownership({ people, onHandOver }: { people: Member[] | undefined; onHandOver: () => void }) {
  const owner = people?.find(({ role }) => role === "owner")
  if (!people || !owner) return null
  const isAlone = people.length === 1
  return (
    <PageSection title="Ownership">
      <div className={classes.row}>
        <p className={classes.who}>
          {owner.isMe ? (
            "You own"
          ) : (
            <>
              <bdi>{personName(owner)}</bdi> owns
            </>
          )}{" "}
          this workspace. Only the owner hands it over, to somebody who belongs to it
          {isAlone && ": invite somebody first"}.
        </p>
        <AllowedButton
          action="ownership:hand-over"
          variant="default"
          disabled={owner.isMe && isAlone}
          onClick={onHandOver}
        >
          Hand over ownership
        </AllowedButton>
      </div>
    </PageSection>
  )
}
