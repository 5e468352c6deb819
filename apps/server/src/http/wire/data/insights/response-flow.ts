import { Type } from "typebox"
import { readPanels } from "../../../../insight/read-insights.ts"
import { amounts, asOf, count, insightAnswer, textOrNull } from "./parts.ts"

const node = Type.Object({
  id: Type.String({ description: "what links name; of this answer alone" }),
  column: Type.Enum(["reason", "followup", "outcome"]),
  key: textOrNull("the reason, the answer or the outcome; null for none, and for answers in their own words"),
  name: Type.String(),
  sessions: count(),
})
const link = Type.Object({
  from: Type.String({ description: "`id` of a node" }),
  to: Type.String({ description: "`id` of a node of the next column" }),
  sessions: count(),
  value: amounts("monthly value of its sessions"),
})

/** From the reason over the follow-up to the outcome. */
export const responseFlow = insightAnswer({
  ...{ path: "response-flow", operationId: "readResponseFlow", summary: "Read the response flow" },
  description:
    "From the reason over the answer to its follow-up question to how the session ended. Every session is in each column once.",
  schema: Type.Object({ ...asOf, nodes: Type.Array(node), links: Type.Array(link) }),
  async read(db, question) {
    const { asOf, responseFlow } = await readPanels(db, question, ["responseFlow"])
    const { nodes, links } = responseFlow
    return { asOf, nodes: nodes.map(({ without: _, ...node }) => node), links }
  },
})
