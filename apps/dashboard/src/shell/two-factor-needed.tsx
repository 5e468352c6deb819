import { Button } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { keepWorkspace } from "./keep-workspace.ts"
import { PageHeader } from "./page-header.tsx"
import classes from "./two-factor-needed.module.css"
import { usePlace } from "./workspace.ts"

/** In place of every page of a workspace that this person may not see before they have a second factor. */
export function TwoFactorNeeded() {
  const { workspace } = usePlace()
  return (
    <>
      <PageHeader title="Set up two-factor authentication first" />
      <div className={classes.words}>
        <p>
          <bdi>{workspace.name}</bdi> requires one of everybody: a code from an app on your phone, beside your
          password. Setting it up takes two minutes; then you are here again.
        </p>
        <Button
          renderRoot={(props) => (
            <Link to="/account" search={keepWorkspace} hash="second-factor" {...props} />
          )}
        >
          Set up two-factor authentication
        </Button>
      </div>
    </>
  )
}
