import type { Mode } from "@holdfast/protocol"
import type { BillingConnection } from "@holdfast/protocol/dashboard"
import { useState } from "react"
import { AllowedButton } from "../parts/allowed-button.tsx"
import { Dialog } from "../parts/dialog.tsx"
import { PageSection } from "../parts/page-section.tsx"
import classes from "./billing.module.css"
import { modeNames } from "./billing-words.ts"
import { ConnectForm } from "./connect-form.tsx"
import { type ConnectionDialog, ConnectionView } from "./connection-view.tsx"
import { DisconnectForm } from "./disconnect-form.tsx"

interface ConnectionSectionProps {
  mode: Mode
  /** null where nothing is connected. */
  connection: BillingConnection | null
}

/** One mode: what is connected there, and what can be done about it. */
export function ConnectionSection({ mode, connection }: ConnectionSectionProps) {
  const [dialog, setDialog] = useState<ConnectionDialog>("connect")
  const [isOpen, setIsOpen] = useState(false)
  const open = (next: ConnectionDialog) => {
    setDialog(next)
    setIsOpen(true)
  }
  const close = () => setIsOpen(false)
  const name = modeNames[mode]
  return (
    <PageSection title={name} aside={<span>{connection ? "Connected" : "Not connected"}</span>}>
      {connection ? (
        <ConnectionView connection={connection} onDialog={open} />
      ) : (
        <div className={classes.buttons}>
          <AllowedButton action="billing:manage" variant="default" onClick={() => open("connect")}>
            Connect Stripe for {mode}
          </AllowedButton>
        </div>
      )}
      <Dialog title={titleOf(dialog, mode, connection)} isOpen={isOpen} onClose={close}>
        {dialog === "disconnect" ? (
          <DisconnectForm mode={mode} onClose={close} />
        ) : (
          <ConnectForm
            mode={mode}
            asks={dialog === "secret" ? "secret" : connection ? "key" : "both"}
            onClose={close}
          />
        )}
      </Dialog>
    </PageSection>
  )
}

function titleOf(dialog: ConnectionDialog, mode: Mode, connection: BillingConnection | null): string {
  if (dialog === "disconnect") return `Disconnect Stripe for ${mode}?`
  if (dialog === "secret") return "The signing secret of Stripe's events"
  return connection ? "Replace the key" : `Connect Stripe for ${mode}`
}
