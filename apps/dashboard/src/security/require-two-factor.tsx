import { can } from "@holdfast/protocol"
import type { WorkspaceSecurity } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { IconShield, IconShieldCheck } from "@tabler/icons-react"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { meQuery } from "../api/login.ts"
import { requireTwoFactor, securityQuery } from "../api/security.ts"
import { AllowedButton } from "../parts/allowed-button.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { usePlace } from "../shell/workspace.ts"
import { missingWords } from "./missing-words.ts"
import classes from "./security.module.css"

/** Whether everybody needs a second factor, and the owner's switch. */
export function RequireTwoFactor({ security }: { security: WorkspaceSecurity }) {
  const { me, workspace } = usePlace()
  const queries = useQueryClient()
  const { requiresTwoFactor } = security
  const changing = useMutation({
    mutationFn: () => requireTwoFactor(workspace.appId, !requiresTwoFactor),
    onSuccess: (changed) => {
      queries.setQueryData(securityQuery(workspace.appId).queryKey, changed)
      return queries.invalidateQueries(meQuery)
    },
  })
  const Icon = requiresTwoFactor ? IconShieldCheck : IconShield
  const needsOwn = !requiresTwoFactor && !me.user.hasTwoFactor && can(workspace.role, "two-factor:require")
  return (
    <div className={classes.part}>
      <p className={classes.state} role="status">
        <Icon size={20} stroke={1.75} aria-hidden />
        {requiresTwoFactor ? "Required of everybody" : "Not required"}
      </p>
      <p className={classes.dimmed}>{missingWords(security)}</p>
      {needsOwn ? (
        <>
          <p>Set up your own two-factor authentication before you require it of others.</p>
          <Button
            renderRoot={(props) => (
              <Link to="/account" search={keepWorkspace} hash="second-factor" {...props} />
            )}
          >
            Set up your own
          </Button>
        </>
      ) : (
        <AllowedButton
          action="two-factor:require"
          variant={requiresTwoFactor ? "default" : "filled"}
          loading={changing.isPending}
          onClick={() => changing.mutate()}
        >
          {requiresTwoFactor ? "Stop requiring it" : "Require it of everybody"}
        </AllowedButton>
      )}
      {changing.isError && (
        <p role="alert" className={classes.problem}>
          {faultWords(changing.error, "change what is required")}
        </p>
      )}
    </div>
  )
}
