import type { SessionFilter } from "./session-filter.ts"

/** The valid sessions among those of a filter: settled and not bounced. */
export const validOf = (filter: SessionFilter): SessionFilter => ({
  ...filter,
  not: {
    ...filter.not,
    outcome: [...(filter.not?.outcome ?? []), "open"],
    bounced: [...(filter.not?.bounced ?? []), "true"],
  },
})
