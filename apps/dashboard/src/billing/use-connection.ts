import type { Mode } from "@holdfast/protocol"
import type {
  BillingConnection,
  BillingConnectionChange,
  BillingConnections,
} from "@holdfast/protocol/dashboard"
import { useQueryClient } from "@tanstack/react-query"
import { billingQuery, changeConnection, checkConnection, disconnectBilling } from "../api/billing.ts"
import { usePlace } from "../shell/workspace.ts"

/** What can be done with the connection of a mode; the page shows what the server answered. */
export function useConnection(mode: Mode) {
  const { appId } = usePlace().workspace
  const queries = useQueryClient()
  const { queryKey } = billingQuery(appId)
  const put = (connection: BillingConnection | null) =>
    queries.setQueryData(queryKey, (before: BillingConnections | undefined) => {
      if (!before) return before
      const others = before.connections.filter((each) => each.mode !== mode)
      return { ...before, connections: connection ? [...others, connection] : others }
    })
  return {
    change: async (change: BillingConnectionChange) => {
      put(await changeConnection(appId, mode, change))
    },
    check: async () => {
      put(await checkConnection(appId, mode))
    },
    disconnect: async () => {
      await disconnectBilling(appId, mode)
      put(null)
    },
  }
}
