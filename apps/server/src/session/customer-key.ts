import type { Mode } from "@holdfast/protocol"

/**
 * Whose sessions bounce each other: one customer of one workspace in one mode. Unverified sessions keep among
 * themselves, since anybody can send them in anybody's name.
 */
export interface CustomerKey {
  workspaceId: string
  mode: Mode
  customerId: string
  verified: boolean
}

/**
 * What writers of a customer's sessions lock: they take turns, other customers are not touched.
 * @param otherwise stands in for the customer where a session has none
 */
export const lockName = (
  {
    workspaceId,
    mode,
    customerId,
    verified,
  }: Omit<CustomerKey, "customerId"> & { customerId: string | null },
  otherwise: string,
): string => JSON.stringify([workspaceId, mode, verified, customerId ?? otherwise])
