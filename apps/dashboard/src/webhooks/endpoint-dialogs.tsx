import type { WebhookEndpoint, WebhookWithSecret } from "@holdfast/protocol/dashboard"
import { useState } from "react"
import { ConfirmForm } from "../parts/confirm-form.tsx"
import { Dialog } from "../parts/dialog.tsx"
import { SecretNote } from "../parts/secret-note.tsx"
import { dayAndTime } from "../time/exact-time.ts"
import { EndpointForm } from "./endpoint-form.tsx"
import { ResendForm } from "./resend-form.tsx"
import type { WebhooksState } from "./use-webhooks.ts"

export type EndpointDialog =
  | { kind: "add" }
  | { kind: "edit" | "rotate" | "remove" | "resend"; endpoint: WebhookEndpoint }
  | { kind: "secret"; made: WebhookWithSecret }

interface EndpointDialogsProps {
  dialog: EndpointDialog
  isOpen: boolean
  state: WebhooksState
  /** What is said next, in the same dialog. */
  onDialog: (dialog: EndpointDialog) => void
  onClose: () => void
  /** The endpoint is gone. */
  onRemoved?: () => void
  /** What was done, in a sentence. */
  onNews?: (words: string) => void
}

const titles: Readonly<Record<EndpointDialog["kind"], string>> = {
  add: "Add an endpoint",
  edit: "Edit this endpoint",
  rotate: "Replace the secret?",
  remove: "Remove this endpoint?",
  resend: "Send again since a moment",
  secret: "The secret of this endpoint",
}

/** Everything the pages about webhooks ask. A secret is not lost to a stray click: its dialog says so once. */
export function EndpointDialogs({ dialog, isOpen, state, onDialog, onClose, ...then }: EndpointDialogsProps) {
  const [safety, setSafety] = useState<"unseen" | "warned" | "copied">("unseen")
  const show = (made: WebhookWithSecret) => {
    setSafety("unseen")
    onDialog({ kind: "secret", made })
  }
  const leave = () => {
    if (dialog.kind === "secret" && safety === "unseen") setSafety("warned")
    else onClose()
  }
  return (
    <Dialog title={titles[dialog.kind]} isOpen={isOpen} size={520} onClose={leave}>
      {dialog.kind === "add" && (
        <EndpointForm
          endpoint={null}
          allowsPrivate={state.endpoints.data?.allowsPrivate ?? false}
          onSave={async (endpoint) => show(await state.create(endpoint))}
          onClose={onClose}
        />
      )}
      {dialog.kind === "edit" && (
        <EndpointForm
          endpoint={dialog.endpoint}
          allowsPrivate={state.endpoints.data?.allowsPrivate ?? false}
          onSave={async (change) => {
            await state.change(dialog.endpoint.id, change)
            onClose()
          }}
          onClose={onClose}
        />
      )}
      {dialog.kind === "rotate" && (
        <ConfirmForm
          label="Replace secret"
          what="replace the secret"
          onConfirm={async () => show(await state.rotate(dialog.endpoint.id))}
          onClose={onClose}
        >
          <p>
            For 24 hours each delivery is signed with both secrets, so nothing is lost while your server gets
            the new one. A secret that is being replaced already ends at once.
          </p>
          <p>
            The header <code>ck-signature</code> has room for one signature: it is made with the new secret
            from now on.
          </p>
        </ConfirmForm>
      )}
      {dialog.kind === "remove" && (
        <ConfirmForm
          label="Remove endpoint"
          what="remove the endpoint"
          isHarsh
          onConfirm={async () => {
            await state.remove(dialog.endpoint.id)
            onClose()
            then.onRemoved?.()
          }}
          onClose={onClose}
        >
          <p>
            Nothing is sent to it any more, and its log of deliveries goes with it. To stop for a while, turn
            it off instead.
          </p>
        </ConfirmForm>
      )}
      {dialog.kind === "resend" && (
        <ResendForm
          endpoint={dialog.endpoint}
          onResend={async (body) => {
            const { resent } = await state.resendSince(dialog.endpoint.id, body)
            onClose()
            then.onNews?.(resentWords(resent))
          }}
          onClose={onClose}
        />
      )}
      {dialog.kind === "secret" && (
        <SecretNote
          secret={dialog.made.secret}
          what="secret"
          isWarned={safety === "warned"}
          onCopied={() => setSafety("copied")}
          onClose={onClose}
        >
          {dialog.made.endpoint.oldSecretEndsAt !== null && (
            <p>
              The old secret signs along until {dayAndTime(new Date(dialog.made.endpoint.oldSecretEndsAt))}.
            </p>
          )}
        </SecretNote>
      )}
    </Dialog>
  )
}

function resentWords(resent: number): string {
  if (resent === 0) return "There was nothing to send again."
  return resent === 1 ? "1 delivery is on its way again." : `${resent} deliveries are on their way again.`
}
