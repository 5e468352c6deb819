import { type Mode, modes } from "@holdfast/protocol"
import type { Directory, DirectoryEntry } from "./directory.ts"
import { checkFlowToken, type FlowKey, hashSigner, type TokenProblem } from "./flow-token.ts"
import type { Workspace } from "./workspaces.ts"

/** What a client says of itself, from headers or from a body. */
export interface Credentials {
  appId: string | null
  token?: string | null | undefined
  customerId?: string | null | undefined
  authHash?: string | null | undefined
  subscriptionId?: string | null | undefined
  mode?: string | null | undefined
}

/** A customer that the gate let in. */
export interface Caller {
  workspace: Workspace
  /** null only where the caller proves nothing. */
  customerId: string | null
  /** The subscription that the proof covers; otherwise the one that the client names. */
  subscriptionId: string | null
  /** What the client says beside its proof, and what its proof covers. */
  subscription: { named: string | null; proven: string | null }
  mode: Mode
  verified: boolean
  /** The flow key of the proof; null without a proof. */
  flowKeyId: string | null
}

export type RefusalReason =
  | "unknown_workspace"
  | "unknown_mode"
  | "unusable_id"
  | "no_proof"
  | "wrong_hash"
  | "hash_not_accepted"
  | "token_of_other_workspace"
  | `token_${TokenProblem}`

/** An expected refusal: counted by its reason, told in one sentence. */
export interface Refusal {
  kind: "refused"
  status: 401 | 404 | 422
  reason: RefusalReason
  message: string
}

export type Admission = { kind: "admitted"; caller: Caller } | Refusal

const refuse = (status: Refusal["status"], reason: RefusalReason, message: string): Refusal => ({
  kind: "refused",
  status,
  reason,
  message,
})

export interface AdmissionRules {
  now: Date
  /** The workspace's limit on a token's age holds where a session opens; one that is open may go on. */
  mustBeFresh: boolean
  /** The contract's analytics mode, where the workspace has turned it on. */
  mayBeUnverified: boolean
}

/** Decides whether a client may speak for a customer, and in which mode. */
export async function admitCustomer(
  directory: Directory,
  credentials: Credentials,
  rules: AdmissionRules,
): Promise<Admission> {
  const appId = credentials.appId?.trim()
  if (!appId) return refuse(404, "unknown_workspace", "Org not found")
  const entry = await directory.find(appId)
  if (!entry) return refuse(404, "unknown_workspace", "Org not found")
  const admission = judge(entry, credentials, rules)
  if (
    admission.kind === "admitted" &&
    ![admission.caller.customerId, ...Object.values(admission.caller.subscription)].every(isUsableId)
  ) {
    return refuse(
      422,
      "unusable_id",
      "The customer or subscription id cannot be kept; ids take at most 500 characters of valid Unicode.",
    )
  }
  if (admission.kind === "admitted" || !isAboutKeys.has(admission.reason)) return admission
  const afresh = await directory.findAfresh(appId)
  return afresh ? judge(afresh, credentials, rules) : refuse(404, "unknown_workspace", "Org not found")
}

/** What can stand in the database and in its indexes. */
const isUsableId = (text: string | null) =>
  text === null || (text.length <= 500 && text.isWellFormed() && !text.includes("\0"))

const isAboutKeys: ReadonlySet<RefusalReason> = new Set(["wrong_hash", "token_tampered", "token_old_kind"])

function judge(known: DirectoryEntry, credentials: Credentials, rules: AdmissionRules): Admission {
  // one of them may have ended since it was read
  const flowKeys = known.flowKeys.filter(({ expiresAt }) => expiresAt === null || expiresAt > rules.now)
  const entry = { ...known, flowKeys }
  const named = credentials.subscriptionId || null
  if (credentials.token) return judgeToken(entry, credentials.token, named, rules)
  const mode = credentials.mode?.trim().toLowerCase() || "live"
  const knownMode = modes.find((known) => known === mode)
  if (!knownMode) {
    return refuse(422, "unknown_mode", `mode is "${mode.slice(0, 50)}"; it takes live, test or sandbox.`)
  }
  const { workspace } = entry
  const said = { workspace, mode: knownMode, subscriptionId: named }
  if (!credentials.authHash) {
    if (rules.mayBeUnverified && workspace.acceptsUnverified && !workspace.requiresFlowToken) {
      const customerId = credentials.customerId || null
      return {
        kind: "admitted",
        caller: {
          ...said,
          customerId,
          subscription: { named, proven: null },
          verified: false,
          flowKeyId: null,
        },
      }
    }
    return refuse(401, "no_proof", "No proof of the customer: send x-ck-authorization, or a flow token.")
  }
  if (workspace.requiresFlowToken) {
    return refuse(
      401,
      "hash_not_accepted",
      "This workspace accepts only flow tokens, not a bare customer hash.",
    )
  }
  const customerId = credentials.customerId
  const proof = customerId ? judgeHash(flowKeys, customerId, named, credentials.authHash) : null
  if (!customerId || !proof) {
    return refuse(
      401,
      "wrong_hash",
      "The customer hash (authHash, x-ck-authorization) is not the HMAC-SHA256 of this customer id with a flow key of this workspace.",
    )
  }
  return {
    kind: "admitted",
    caller: {
      ...said,
      customerId,
      subscription: { named, proven: proof.subscriptionId },
      verified: true,
      flowKeyId: proof.signer.id,
    },
  }
}

/**
 * The bare hash is over the customer id. With Paddle the contract has it over the subscription id: such a hash proves the
 * subscription, and the customer id is the page's word. Only ids in Paddle's shape, or the hash of any customer whose id
 * is a plain number would be a proof for everybody.
 */
function judgeHash(
  flowKeys: readonly FlowKey[],
  customerId: string,
  named: string | null,
  hash: string,
): { signer: FlowKey; subscriptionId: string | null } | null {
  const signer = hashSigner(flowKeys, customerId, hash)
  if (signer) return { signer, subscriptionId: null }
  if (named === null || !named.startsWith("sub_")) return null
  const paddle = hashSigner(flowKeys, named, hash)
  return paddle && { signer: paddle, subscriptionId: named }
}

const tokenSentences: Record<TokenProblem, string> = {
  malformed:
    "token is not a flow token: it takes hf2_, the base64url of {a, c, m, t}, a dot and its HMAC in hex. a and c are texts, m is live, test or sandbox, t is epoch milliseconds.",
  tampered: "The flow token is not signed with this workspace's flow key.",
  old_kind:
    "This workspace does not accept flow tokens that begin with hf_ any more; make one that begins with hf2_.",
  stale:
    "The flow token is older than this workspace allows; make a new one for every page, with t in milliseconds.",
  future: "The flow token was issued in the future; check the clock of the server that makes it.",
}

function judgeToken(
  { workspace, flowKeys }: DirectoryEntry,
  text: string,
  named: string | null,
  rules: AdmissionRules,
): Admission {
  const checked = checkFlowToken(text, flowKeys, {
    now: rules.now.getTime(),
    maxAgeMs: rules.mustBeFresh ? workspace.flowTokenMaxAgeMs : null,
    oldUntil: workspace.oldFlowTokenUntil,
  })
  if (typeof checked === "string") return refuse(401, `token_${checked}`, tokenSentences[checked])
  const { token, signer } = checked
  if (token.appId !== workspace.appId) {
    return refuse(401, "token_of_other_workspace", "The flow token is for another App ID.")
  }
  const { customerId, subscriptionId, mode } = token
  const subscription = { named, proven: subscriptionId }
  return {
    kind: "admitted",
    caller: {
      workspace,
      customerId,
      subscriptionId,
      subscription,
      mode,
      verified: true,
      flowKeyId: signer.id,
    },
  }
}
