import type { Member } from "@holdfast/protocol/dashboard"
import { personName } from "./person-name.ts"

/** Somebody by their name, with the address that no other has. */
export function PersonWords({ member }: { member: Member }) {
  const name = personName(member)
  return (
    <>
      <bdi>{name}</bdi>
      {name !== member.email && (
        <>
          {" "}
          (<bdi>{member.email}</bdi>)
        </>
      )}
    </>
  )
}
