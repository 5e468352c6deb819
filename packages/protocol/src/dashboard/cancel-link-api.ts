/** `GET` and `PATCH /api/workspaces/:appId/cancel-link`: owners, admins and developers. */
export interface CancelLink {
  /** The page itself, without a token. */
  address: string
  /** Where it may lead customers back to: origins with paths. The first is the one of links that name none. */
  returnAddresses: string[]
}

/** All of them anew; at most 20. */
export type CancelLinkChange = Pick<CancelLink, "returnAddresses">
