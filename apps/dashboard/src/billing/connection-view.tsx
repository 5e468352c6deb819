import { can } from "@holdfast/protocol"
import type { BillingConnection } from "@holdfast/protocol/dashboard"
import { useMutation } from "@tanstack/react-query"
import { AllowedButton } from "../parts/allowed-button.tsx"
import { FactList } from "../parts/fact-list.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { Moment } from "../parts/moment.tsx"
import { Notice } from "../parts/notice.tsx"
import { usePlace } from "../shell/workspace.ts"
import classes from "./billing.module.css"
import { connectionFacts, permissionWords } from "./billing-words.ts"
import { ConnectionSettings } from "./connection-settings.tsx"
import { PageActionsField } from "./page-actions-field.tsx"
import { useConnection } from "./use-connection.ts"

export type ConnectionDialog = "connect" | "secret" | "disconnect"

interface ConnectionViewProps {
  connection: BillingConnection
  onDialog: (dialog: ConnectionDialog) => void
}

/** Which account is connected, what its key may do, and how acts are carried out there. */
export function ConnectionView({ connection, onDialog }: ConnectionViewProps) {
  const { mode, checkedAt, hasWebhookSecret, oldWebhookSecretUntil: until, missing, pageActions } = connection
  const { check } = useConnection(mode)
  const { role } = usePlace().workspace
  const isClosed = !can(role, "billing:manage")
  const checking = useMutation({ mutationFn: check })
  return (
    <div className={classes.connection}>
      <FactList facts={connectionFacts(connection)} />
      <p className={classes.words}>
        Checked <Moment at={checkedAt} />.{" "}
        {hasWebhookSecret
          ? "The signing secret of Stripe's events is there."
          : "The signing secret of Stripe's events is missing."}
        {until !== null && (
          <>
            {" "}
            The one before it ends <Moment at={until} />.
          </>
        )}
      </p>
      <KeyNotices connection={connection} />
      {checking.isError && (
        <p role="alert" className={classes.problem}>
          {faultWords(checking.error, "check the key")}
        </p>
      )}
      <div className={classes.buttons}>
        <AllowedButton
          action="billing:manage"
          variant="default"
          loading={checking.isPending}
          onClick={() => checking.mutate()}
        >
          Check again
        </AllowedButton>
        <AllowedButton action="billing:manage" variant="default" onClick={() => onDialog("connect")}>
          Replace key…
        </AllowedButton>
        <AllowedButton action="billing:manage" variant="default" onClick={() => onDialog("secret")}>
          {hasWebhookSecret ? "Replace signing secret…" : "Enter signing secret…"}
        </AllowedButton>
        <AllowedButton action="billing:manage" variant="default" onClick={() => onDialog("disconnect")}>
          Disconnect…
        </AllowedButton>
      </div>
      <ConnectionSettings connection={connection} isClosed={isClosed} />
      {(missing.length > 0 || pageActions.length > 0) && (
        <PageActionsField connection={connection} isClosed={isClosed} />
      )}
    </div>
  )
}

/** What is wrong with the key, from the worst down. */
function KeyNotices({ connection: { fault, missing, keyKind } }: { connection: BillingConnection }) {
  return (
    <>
      {fault !== null && (
        <Notice tone="fault" title={fault}>
          Until it works again, cancellations are tried for 72 hours, and offers are refused.
        </Notice>
      )}
      {missing.length > 0 && (
        <>
          <Notice
            tone="caution"
            title="The key lacks permissions. What needs them is not offered to customers."
          >
            Grant them in Stripe: Developers, API keys, the key, Edit. Then check again.
          </Notice>
          <ul className={classes.missing} aria-label="Missing permissions">
            {missing.map((name) => (
              <li key={name}>{permissionWords(name)}</li>
            ))}
          </ul>
        </>
      )}
      {keyKind === "secret" && (
        <Notice tone="caution" title="This is a secret key. It may do everything in your account.">
          A restricted key that may do only what Holdfast needs is safer. Make one in Stripe, and replace this
          key.
        </Notice>
      )}
    </>
  )
}
