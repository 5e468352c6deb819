import type { Mode } from "@holdfast/protocol"
import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"
import { useConnection } from "./use-connection.ts"

/** Asks once more before the key is forgotten: what stops, and what does not. */
export function DisconnectForm({ mode, onClose }: { mode: Mode; onClose: () => void }) {
  const { disconnect } = useConnection(mode)
  const disconnecting = useMutation({ mutationFn: disconnect, onSuccess: onClose })
  return (
    <div className={dialog.form}>
      <p>
        Holdfast forgets the key and the signing secret. From then on nothing is carried out at Stripe:
        cancellations wait for a person on the page Requests, and offers are shown only where your page has a
        handler for them.
      </p>
      <p>Nothing changes at Stripe. Revoke the key there as well if nobody else uses it.</p>
      {disconnecting.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(disconnecting.error, "disconnect Stripe")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button color="red.9" loading={disconnecting.isPending} onClick={() => disconnecting.mutate()}>
          Disconnect
        </Button>
      </div>
    </div>
  )
}
