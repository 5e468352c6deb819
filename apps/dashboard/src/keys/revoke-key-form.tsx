import type { ApiKey } from "@holdfast/protocol/dashboard"
import { ConfirmForm } from "../parts/confirm-form.tsx"
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
  const isLastFlowKey =
    apiKey.kind === "flow" &&
    !keys.some((key) => key.kind === "flow" && key.id !== apiKey.id && isAccepted(key))
  return (
    <ConfirmForm label="Revoke key" what="revoke the key" isHarsh onConfirm={onRevoke} onClose={onClose}>
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
    </ConfirmForm>
  )
}
