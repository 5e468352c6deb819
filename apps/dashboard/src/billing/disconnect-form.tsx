import type { Mode } from "@holdfast/protocol"
import { ConfirmForm } from "../parts/confirm-form.tsx"
import { useConnection } from "./use-connection.ts"

/** Asks once more before the key is forgotten: what stops, and what does not. */
export function DisconnectForm({ mode, onClose }: { mode: Mode; onClose: () => void }) {
  const { disconnect } = useConnection(mode)
  const onConfirm = async () => {
    await disconnect()
    onClose()
  }
  return (
    <ConfirmForm label="Disconnect" what="disconnect Stripe" isHarsh onConfirm={onConfirm} onClose={onClose}>
      <p>
        Holdfast forgets the key and the signing secret. From then on nothing is carried out at Stripe:
        cancellations wait for a person on the page Requests, and offers are shown only where your page has a
        handler for them.
      </p>
      <p>Nothing changes at Stripe. Revoke the key there as well if nobody else uses it.</p>
    </ConfirmForm>
  )
}
