import { can } from "@holdfast/protocol"
import type { AbTestBasis, FlowSegment, NewAbTest } from "@holdfast/protocol/dashboard"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Navigate, useNavigate } from "@tanstack/react-router"
import { abTestBasisQuery, makeAbTest } from "../api/ab-tests.ts"
import { flowsQuery } from "../api/flows.ts"
import { FlowTrail } from "../flow-editor/flow-trail.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { InlineText } from "../parts/inline-text.tsx"
import { MissingPage } from "../parts/missing-page.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { refusalWords } from "../parts/role-words.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import classes from "./ab-tests.module.css"
import { SetUpForm } from "./set-up-form.tsx"

const route = getRouteApi("/shell/flows/$flowId/ab-test")

/** Where an A/B test of a segment's flow is set up. */
export function SetUpPage() {
  const { flowId } = route.useParams()
  const { appId, role } = usePlace().workspace
  const flows = useQuery(flowsQuery(appId))
  const flow = flows.data?.flows.find(({ id }) => id === flowId)
  const segment = flow?.segment ?? null
  const basis = useQuery({
    ...abTestBasisQuery(appId, segment?.id ?? ""),
    enabled: segment !== null,
    // the fields begin with it
    refetchOnWindowFocus: false,
  })
  if (flow?.abTest) {
    return (
      <Navigate
        to="/flows/ab-tests/$testId"
        params={{ testId: flow.abTest.id }}
        search={keepWorkspace}
        replace
      />
    )
  }
  const title = "Start an A/B test"
  if (flows.data && !can(role, "flow:edit")) {
    return (
      <MissingPage title={title}>
        <p>{refusalWords("flow:edit", role)}</p>
      </MissingPage>
    )
  }
  if (flows.data && (segment === null || flow?.archivedAt !== null || flow.live === null)) {
    return (
      <MissingPage title={title}>
        <p>A test needs the flow of a segment that was published and is not archived. This is none.</p>
      </MissingPage>
    )
  }
  const asked = flows.error ? flows : basis
  return (
    <>
      <FlowTrail {...(flow && { flow: { id: flow.id, name: flow.name } })} />
      <PageHeader title={title} />
      {asked.error && (
        <PageFault
          error={asked.error}
          what="load what the test begins from"
          isStale={false}
          isTrying={asked.isFetching}
          onTryAgain={() => void asked.refetch()}
        />
      )}
      {!asked.error && !basis.data && <PageSkeleton what="what the test begins from" />}
      {segment && basis.data && <SetUp flowId={flowId} segment={segment} basis={basis.data} />}
    </>
  )
}

function SetUp({ flowId, segment, basis }: { flowId: string; segment: FlowSegment; basis: AbTestBasis }) {
  const { appId } = usePlace().workspace
  const client = useQueryClient()
  const navigate = useNavigate()
  const making = useMutation({
    async mutationFn(plan: Omit<NewAbTest, "segmentId">) {
      const { id } = await makeAbTest(appId, { segmentId: segment.id, ...plan })
      await navigate({ to: "/flows/ab-tests/$testId", params: { testId: id }, search: keepWorkspace })
      void client.invalidateQueries(flowsQuery(appId))
    },
  })
  return (
    <>
      <p className={classes.lead}>
        Half of the customers of <InlineText text={segment.name} otherwise="the segment" /> go on seeing its
        flow as it is now, the control. The others see a variant, which begins as a copy of it. You change the
        variant before you start.
      </p>
      <SetUpForm
        start={{
          name: "",
          baseline: basis.customers === 0 ? "" : percentOf(basis.saved / basis.customers),
          effect: "5",
          confidence: "95",
          enrolment: "",
          tracking: "30",
        }}
        basis={basis}
        submitLabel="Set up the test"
        isSending={making.isPending}
        problem={making.isError ? faultWords(making.error, "set up the test") : null}
        onSubmit={(plan) => making.mutate(plan)}
        onCancel={() => void navigate({ to: "/flows/$flowId", params: { flowId }, search: keepWorkspace })}
      />
    </>
  )
}

/** A rate that was seen, as a plan may begin from it. */
const percentOf = (rate: number) => String(Math.round(Math.min(0.99, Math.max(0.01, rate)) * 1000) / 10)
