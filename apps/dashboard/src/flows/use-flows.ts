import type { FlowArchiving, FlowList, NewFlow, SegmentChange } from "@holdfast/protocol/dashboard"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { abTestsQuery } from "../api/ab-tests.ts"
import { archiveFlow, changeSegment, flowsQuery, makeFlow, orderSegments } from "../api/flows.ts"
import { usePlace } from "../shell/workspace.ts"

/** The flows of the workspace, and what can be done with them; each action rejects with a `Problem`. */
export function useFlows() {
  const { appId } = usePlace().workspace
  const client = useQueryClient()
  const query = flowsQuery(appId)
  const flows = useQuery(query)
  // for the lines of rows, which say less without it, and for what is over
  const tests = useQuery(abTestsQuery(appId))
  const thenRead = async <T>(action: Promise<T>): Promise<T> => {
    try {
      return await action
    } finally {
      void client.invalidateQueries(abTestsQuery(appId))
      await client.invalidateQueries(query)
    }
  }
  return {
    flows,
    /** Those that are not over first, once they are known. */
    tests: tests.data?.tests ?? [],
    make: (body: NewFlow) => thenRead(makeFlow(appId, body)),
    change: (segmentId: string, body: SegmentChange) => thenRead(changeSegment(appId, segmentId, body)),
    archive: (flowId: string, isBack: boolean, body?: FlowArchiving) =>
      thenRead(archiveFlow(appId, flowId, isBack, body)),
    /** The order is seen at once, and goes back where the server refuses it. */
    async order(ids: string[]): Promise<void> {
      await client.cancelQueries(query)
      client.setQueryData(query.queryKey, (now) => now && inOrder(now, ids))
      await thenRead(orderSegments(appId, { ids }))
    },
  }
}

export type FlowsState = ReturnType<typeof useFlows>

/** The list with the segments' flows in this order, behind the Primary Flow and before what is archived. */
export function inOrder({ flows }: FlowList, ids: readonly string[]): FlowList {
  const place = (id: string | undefined) => (id === undefined ? -1 : ids.indexOf(id))
  const active = flows.filter(({ archivedAt }) => archivedAt === null)
  return {
    flows: [
      ...active.toSorted((a, b) => place(a.segment?.id) - place(b.segment?.id)),
      ...flows.filter(({ archivedAt }) => archivedAt !== null),
    ],
  }
}
