import { Button } from "@mantine/core"
import { createLink } from "@tanstack/react-router"
import { readViewAddress } from "../../analytics/view/view-address.ts"

const ButtonLink = createLink(Button<"a">)

/** To the sessions that a file was made of, as far as they are known, where it can be exported again. */
export function AgainLink({ search }: { search: string | null }) {
  return (
    <ButtonLink
      component="a"
      variant="default"
      to="/"
      search={({ workspace }: { workspace?: string }) => readViewAddress(search ?? "", workspace)}
    >
      Export again
    </ButtonLink>
  )
}
