import type { Mode } from "@holdfast/protocol"
import { type BillingConnection, billingPermissions } from "@holdfast/protocol/dashboard"
import { assertSecretFits } from "../account/keys.ts"
import { loadSecret } from "../account/secret.ts"
import { changeConnection, disconnectBilling } from "../billing/connection/change-connection.ts"
import { checkStripeKey } from "../billing/connection/check-stripe-key.ts"
import { eventsAddress } from "../billing/connection/events-address.ts"
import { listConnections, toConnection } from "../billing/connection/stored-connection.ts"
import { chooseWorkspace } from "./choose-workspace.ts"
import { CommandError, withDatabase } from "./with-database.ts"

/** `holdfast billing connect | status | disconnect`. */

const actor = (verb: string) => ({ kind: "command", name: `holdfast billing ${verb}` }) as const

const say = (lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n`)

interface Given {
  workspace: string | undefined
  mode: Mode
}

/** Connects Stripe. A key in the place of another keeps the settings and the signing secret. */
export const connectStripe = (
  given: Given & { key: string; webhookSecret: string | undefined },
): Promise<number> =>
  withDatabase(async ({ database: { db } }, config) => {
    const { id: workspaceId, appId } = await chooseWorkspace(db, given.workspace)
    const secret = loadSecret(config.dataDir, config.secret)
    await assertSecretFits(db, secret)
    const { mode, key, webhookSecret } = given
    const now = new Date()
    const result = await changeConnection(
      { db, secret, checkKey: checkStripeKey(config.stripeApi) },
      { workspaceId, mode, actor: actor("connect"), now },
      { key, ...(webhookSecret !== undefined && { webhookSecret }) },
    )
    if (result.kind !== "changed") throw new CommandError(`${result.reason} Nothing was changed.`)
    say(["Connected. A running server knows it within 5 seconds.", ...lines(toConnection(result.row, now))])
    say([`Stripe's events go to  ${eventsAddress(config.url, appId)}`])
    return 0
  })

/** Shows what is connected in each mode. */
export const showBilling = (workspace: string | undefined): Promise<number> =>
  withDatabase(async ({ database: { db } }, config) => {
    const { id, appId } = await chooseWorkspace(db, workspace)
    const connections = await listConnections(db, id, new Date())
    if (connections.length === 0) say(["No billing system is connected."])
    for (const connection of connections) say([...lines(connection), ""])
    say([`Stripe's events go to  ${eventsAddress(config.url, appId)}`])
    return 0
  })

/** Forgets the key and the secret of a mode. */
export const disconnectStripe = ({ workspace, mode }: Given): Promise<number> =>
  withDatabase(async ({ database: { db } }) => {
    const { id: workspaceId } = await chooseWorkspace(db, workspace)
    const change = { workspaceId, mode, actor: actor("disconnect"), now: new Date() }
    if ((await disconnectBilling(db, change)) === "notConnected")
      throw new CommandError(`Nothing is connected for ${mode}.`)
    say([`Disconnected. Stripe is not asked any more for ${mode}; nothing was changed there.`])
    return 0
  })

function lines(connection: BillingConnection): string[] {
  const { mode, account, keyHint, keyKind, checkedAt, fault, missing, hasWebhookSecret } = connection
  const name = account ? [account.name, account.id].filter(Boolean).join(", ") : "the key may not say"
  return [
    `Mode                   ${mode}`,
    `Account                ${name}`,
    `Key                    ${keyHint}${keyKind === "secret" ? " (may do everything; a restricted key is safer)" : ""}`,
    `Checked                ${checkedAt}${fault === null ? "" : `: ${fault}`}`,
    `Signing secret         ${hasWebhookSecret ? "there" : "missing: --webhook-secret"}`,
    ...missing.map((permission) => {
      const { resource, level, neededFor } = billingPermissions[permission]
      return `Missing permission     ${resource}: ${level}, ${neededFor}. Grant it in Stripe: Developers, API keys, the key, Edit.`
    }),
  ]
}
