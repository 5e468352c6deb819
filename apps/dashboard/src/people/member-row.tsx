import type { GivenRole, Member } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { Hint } from "../parts/hint.tsx"
import { Moment } from "../parts/moment.tsx"
import { roleName } from "../parts/role-words.ts"
import classes from "./people-list.module.css"
import { personName } from "./person-name.ts"
import { RoleMenu } from "./role-menu.tsx"
import type { Run } from "./use-people.ts"

interface MemberRowProps {
  member: Member
  onRole: (member: Member, role: GivenRole) => Promise<void>
  onSignOut: (member: Member) => void
  onRemove: (member: Member) => void
  run: Run
}

/** One person: who, since when, as what, and the way out. The owner and the reader themselves stay as they are. */
export function MemberRow({ member, onRole, onSignOut, onRemove, run }: MemberRowProps) {
  const name = personName(member)
  const { role } = member
  const change = (next: GivenRole) =>
    run(
      `change the role of ${name}`,
      `${name} is ${next === "admin" ? "an" : "a"} ${roleName(next)} now.`,
      onRole(member, next),
    )
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <p className={classes.name}>
          <bdi>{name}</bdi>
          {member.isMe && <span className={classes.mark}>You</span>}
        </p>
        <p className={classes.note}>
          {name !== member.email && (
            <>
              <bdi>{member.email}</bdi> ·{" "}
            </>
          )}
          joined <Moment at={member.joinedAt} />
        </p>
      </div>
      <div className={classes.actions}>
        {role === "owner" || member.isMe ? (
          <Hint says={whyFixed(member)} className={classes.fixed}>
            {roleName(role)}
          </Hint>
        ) : (
          <>
            <RoleMenu of={name} role={role} onChange={change} />
            <Button
              variant="subtle"
              size="sm"
              aria-label={`Sign out ${name} everywhere`}
              onClick={() => onSignOut(member)}
            >
              Sign out
            </Button>
            <Button variant="subtle" size="sm" aria-label={`Remove ${name}`} onClick={() => onRemove(member)}>
              Remove
            </Button>
          </>
        )}
      </div>
    </li>
  )
}

function whyFixed({ role, isMe }: Member): string {
  if (role === "owner") return "A workspace has one owner. Their role changes when they hand over ownership."
  return isMe ? "Nobody changes their own role; another owner or admin can." : ""
}
