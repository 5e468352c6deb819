import type { ApiKey } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"
import { Moment } from "../parts/moment.tsx"
import { Notice } from "../parts/notice.tsx"
import { KeyReference } from "./key-reference.tsx"
import { isAccepted, kindWords } from "./key-words.ts"

interface RevokeKeyFormProps {
  apiKey: ApiKey
  /** All that are known, to tell whether this is the last. */
  keys: readonly ApiKey[]
  onRevoke: () => Promise<void>
  onClose: () => void
}

/** Asks once more before a key is refused for good: which, what stops, and whether it is in use. */
export function RevokeKeyForm({ apiKey, keys, onRevoke, onClose }: RevokeKeyFormProps) {
  const revoking = useMutation({ mutationFn: onRevoke })
  const isLastFlowKey =
    apiKey.kind === "flow" &&
    !keys.some((key) => key.kind === "flow" && key.id !== apiKey.id && isAccepted(key))
  return (
    <div className={dialog.form}>
      <p>
        <KeyReference apiKey={apiKey} /> will be refused at once, everywhere, and cannot be brought back.{" "}
        {kindWords[apiKey.kind].stops}
      </p>
      <p>
        {apiKey.lastUsedAt === null ? (
          "It has never been used."
        ) : (
          <>
            Last used: <Moment at={apiKey.lastUsedAt} />.
          </>
        )}
      </p>
      {isLastFlowKey && (
        <Notice tone="caution" title="This is the last flow key.">
          Without one, no customer's flow is accepted. Replace it instead, or create another first.
        </Notice>
      )}
      {revoking.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(revoking.error, "revoke the key")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button color="red.9" loading={revoking.isPending} onClick={() => revoking.mutate()}>
          Revoke key
        </Button>
      </div>
    </div>
  )
}
