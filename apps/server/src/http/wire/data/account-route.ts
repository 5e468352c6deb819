import { Type } from "typebox"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import type { DataRoutes } from "./data-route.ts"

/** What a data key may do, in the contract's words. */
const scopes = [
  "cancel_flows.sessions.read",
  "cancel_flows.sessions.read_pii",
  "cancel_flows.metrics.read",
  "account.api_usage.read",
]

const Account = Type.Object({
  org: Type.Object({
    id: Type.String({ description: "id of the workspace, as `org` in its records" }),
    name: Type.String(),
    appId: Type.String(),
    timeZone: Type.String({ description: "IANA name; days, weeks and months are counted in it" }),
  }),
  mode: Type.Enum(["live", "test"], { description: "which sessions the key reads" }),
  user: Type.Null({ description: "a key stands for no person" }),
  entitlements: Type.Array(Type.String(), { description: "parts of the Data API that the workspace has" }),
  scopes: Type.Array(Type.String(), { description: "what the key may do" }),
})

/** Whom a key speaks for. */
export function accountRoute({ get }: DataRoutes): void {
  const schema = {
    summary: "Describe the account",
    description: "The workspace that the key belongs to, and what the key may do.",
    querystring: Type.Object({}, { additionalProperties: false }),
    response: answers(Account, "the account", [401, 404, 422]),
  }
  get({ path: "account", twin: false, operationId: "describeAccount", schema }, async (request) => {
    const { workspace, mode } = programOf(request)
    const { id, name, appId, timeZone } = workspace
    return {
      org: { id, name, appId, timeZone },
      mode,
      user: null,
      entitlements: ["sessions", "session_aggregation", "flow_metrics", "api_usage"],
      scopes,
    }
  })
}
