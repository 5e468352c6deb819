import type { DraftNews, EditorsHere, Publication } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { type FlowState, readFlowState } from "../../../flow/live/flow-state.ts"
import { signedIn, workspaceOf } from "../../access.ts"
import type { Services } from "../../services.ts"
import { assertDone } from "../flow-answers.ts"
import { streamsOf } from "./open-stream.ts"

/** What happens to a flow while somebody has its editor open; the events are in `flows-api.ts` of the protocol. */
export function flowLiveRoute(app: FastifyInstance, services: Services): void {
  const action = "session:read"
  const stream = streamsOf(app, services, action, "the editing of flows")

  app.get<{ Params: { appId: string; flowId: string } }>(
    "/api/workspaces/:appId/flows/:flowId/live",
    { config: { access: { action } }, exposeHeadRoute: false },
    async (request, reply) => {
      const { flowId } = request.params
      const [workspaceId, personId] = [workspaceOf(request).id, signedIn(request).id]
      if (!(await readFlowState(services.reads.db, workspaceId, flowId))) {
        assertDone<never>({ kind: "flow_not_found" })
      }
      let state = (): FlowState | null => null
      let told: FlowState | null = null
      stream(request, reply, {
        events() {
          const now = state()
          if (!now) return ""
          const events = eventsBetween(told, now, personId)
          told = now
          return events
        },
        follow(onChange) {
          const seat = services.flowLive.join({ workspaceId, flowId, personId }, onChange)
          state = seat.state
          return seat.leave
        },
      })
    },
  )
}

/** What is told to somebody who knows `before`; at first, who is here and which revision the draft has. */
function eventsBetween(before: FlowState | null, now: FlowState, personId: string): string {
  let text = ""
  const tell = (event: string, data: EditorsHere | DraftNews | Publication) => {
    text += `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
  }
  if (JSON.stringify(before?.people) !== JSON.stringify(now.people)) {
    tell("people", { people: now.people.map((each) => ({ ...each, isMe: each.id === personId })) })
  }
  const { published, changedBy, revision } = now
  if (before && published && before.published?.blueprintId !== published.blueprintId)
    tell("published", published)
  if (before?.revision !== revision) {
    tell("draft", { revision, updatedBy: { name: changedBy.name }, isMe: changedBy.id === personId })
  }
  return text
}
