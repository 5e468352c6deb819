import type {
  AbTest,
  AbTestBasis,
  AbTestChange,
  AbTestList,
  AbTestMetricsAnswer,
  AbTestWinner,
  NewAbTest,
} from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const testsPath = (appId: string) => `${workspacePath(appId)}/ab-tests`
const testPath = (appId: string, testId: string) =>
  `${testsPath(appId)}/${encodeURIComponent(testId.toWellFormed())}`

/** Customers come in all the time; nobody waits for a test by the second. */
const renewedMs = 60_000

/** Every test of the workspace, those that are not over first. */
export const abTestsQuery = (appId: string) =>
  queryOptions({
    queryKey: ["ab-tests", appId],
    queryFn: ({ signal }) => request<AbTestList>(testsPath(appId), { signal }),
    refetchInterval: renewedMs,
  })

export const abTestQuery = (appId: string, testId: string) =>
  queryOptions({
    queryKey: ["ab-test", appId, testId],
    queryFn: ({ signal }) => request<AbTest>(testPath(appId, testId), { signal }),
    refetchInterval: renewedMs,
  })

/** What became of the customers of both arms, in live mode. */
export const abTestMetricsQuery = (appId: string, testId: string) =>
  queryOptions({
    queryKey: ["ab-test-metrics", appId, testId],
    queryFn: ({ signal }) =>
      request<AbTestMetricsAnswer>(`${testPath(appId, testId)}/metrics?mode=live`, { signal }),
    refetchInterval: renewedMs,
  })

/** What a test of a segment would begin from. */
export const abTestBasisQuery = (appId: string, segmentId: string) =>
  queryOptions({
    queryKey: ["ab-test-basis", appId, segmentId],
    queryFn: ({ signal }) =>
      request<AbTestBasis>(
        `${testsPath(appId)}/basis?${new URLSearchParams({ segmentId: segmentId.toWellFormed(), mode: "live" })}`,
        { signal },
      ),
  })

export const makeAbTest = (appId: string, body: NewAbTest) =>
  request<AbTest>(testsPath(appId), { method: "POST", body })

export const changeAbTest = (appId: string, testId: string, body: AbTestChange) =>
  request<AbTest>(testPath(appId, testId), { method: "PATCH", body })

/** What a person can do with a test, as its paths are called. */
export type AbTestAct = "start" | "pause" | "resume" | "complete" | "abandon"

export const actOnAbTest = (appId: string, testId: string, act: AbTestAct) =>
  request<AbTest>(`${testPath(appId, testId)}/${act}`, { method: "POST", body: {} })

export const chooseAbTestWinner = (appId: string, testId: string, body: AbTestWinner) =>
  request<AbTest>(`${testPath(appId, testId)}/winner`, { method: "POST", body })
