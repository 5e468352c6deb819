import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { signOut } from "../api/login.ts"
import classes from "./dialog.module.css"

/** Signs out and goes to a fresh page, so that nothing that was read stays in memory. */
export function SignOutButton({ to }: { to: string }) {
  const leaving = useMutation({ mutationFn: signOut, onSuccess: () => goFresh(to) })
  return (
    <>
      {leaving.isError && (
        <p role="alert" className={classes.problem}>
          You are still signed in: Holdfast did not answer. Try again.
        </p>
      )}
      <div>
        <Button variant="default" loading={leaving.isPending} onClick={() => leaving.mutate()}>
          Sign out
        </Button>
      </div>
    </>
  )
}

function goFresh(to: string): void {
  const isSamePage = new URL(to, location.href).href.split("#")[0] === location.href.split("#")[0]
  location.assign(to)
  // of the page that one is on, the browser loads nothing anew for what stands behind the `#`
  if (isSamePage) location.reload()
}
