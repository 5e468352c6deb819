import { type CustomerSnapshot, snapshotOf } from "@holdfast/protocol"
import type { Blueprint, OpenedFlow, PresentedFlow, ReportAnswer } from "@holdfast/protocol/flow"
import type { RecordingDecision } from "@holdfast/protocol/recording"
import { type FlowCallerBody, OpenBody, ReportBody } from "@holdfast/protocol/schema"
import type { FastifyInstance, FastifyRequest } from "fastify"
import type { Caller } from "../../account/admit-customer.ts"
import { type Presentation, presentFlow } from "../../flow/present/present-flow.ts"
import { wishesOf } from "../../flow/present/speak-to.ts"
import { describeError } from "../../log/describe-error.ts"
import {
  beginRecording,
  mayRecord,
  type Recorded,
  saysSo,
  toldRecording,
} from "../../recording/begin-recording.ts"
import { findSessionId } from "../../session/report/find-session-id.ts"
import { openSession } from "../../session/report/open-session.ts"
import { reportSession } from "../../session/report/report-session.ts"
import { widgetRun } from "../../session/report/run.ts"
import { runKey } from "../../session/report/run-key.ts"
import { withSecondsToCancel } from "../../session/report/seconds-to-cancel.ts"
import { shiftTimes } from "../../session/report/shift-times.ts"
import { answers } from "../answers.ts"
import { ApiError } from "../api-error.ts"
import { security } from "../openapi.ts"
import type { Services } from "../services.ts"
import { admitByBody, admitToKnown, refusingRarely } from "./admit.ts"
import { countWithoutBilling } from "./count-without-billing.ts"
import { assertMayOpen, recordWithin } from "./customer-rates.ts"
import { knowCustomer } from "./known-customer.ts"
import { regionHints } from "./region-hints.ts"
import { ignoredOf, readBody, takesSession, withIgnored } from "./tolerant-body.ts"
import { OpenedFlowAnswer, ReportedAnswer } from "./wire-answers.ts"

const common = { tags: ["Widget"], security: security.body }

const openSchema = {
  ...common,
  operationId: "openFlow",
  summary: "Open a flow",
  description: "Opens the session (In progress) and answers the flow that this customer is to see.",
  body: OpenBody,
  response: answers(
    OpenedFlowAnswer,
    "the flow, ready to be drawn",
    [400, 401, 404, 409, 413, 415, 422, 424],
  ),
}

const reportSchema = {
  ...common,
  operationId: "reportSession",
  summary: "Report a session",
  description:
    "The whole session so far; without `customer`, `subscriptions` and `customerAttributes` the customer stays as the opening described them. May be sent twice, late or out of order: the highest revision holds, and a decision that stands is never undone.",
  body: ReportBody,
  response: answers(ReportedAnswer, "what is on record", [400, 401, 404, 409, 413, 415, 422]),
}

/** Holdfast's own way in, event-first: see `flow-api.ts` of the protocol for the words. */
export function flowRoutes(app: FastifyInstance, services: Services): void {
  const config = { access: "customer", readsBodyTolerantly: true } as const

  const open = { ...takesSession, config, schema: openSchema, preValidation: readBody(OpenBody) }
  app.post<{ Body: OpenBody }>("/v1/flow/open", open, async (request, reply) => {
    const { body } = request
    const rules = { mustBeFresh: true, mayBeUnverified: false }
    const caller = await refusingRarely(services, request, reply, () => admitByBody(services, body, rules))
    if (body.report !== false) assertMayOpen(services, reply, caller)
    const wishes = wishesOf(body)
    const run = widgetRun(body, services.now())
    const known = await knowCustomer(services.billing, caller, {
      ...body,
      attributes: body.customerAttributes,
    })
    const hints = regionHints(services, request, known.customer, {
      timeZone: body.timeZone,
      language: body.detectedLang,
    })
    const recording = mayRecord(caller, {
      isReported: body.report !== false,
      said: body.unrecorded ?? null,
      signal: privacySignal(request),
    })
    const opened = await openSession(services.intake, caller, {
      run,
      customer: withNamed(body, known.snapshot),
      billingFacts: known.billingFacts,
      wishes,
      hints,
      ignored: ignoredOf(request),
      isRecorded: body.report !== false,
      recording: beginRecording(services.secret, recording),
    })
    // no refusal of the customer, who gets the built-in step: the widget goes on reporting the run
    if (opened.kind === "noFlow")
      throw new ApiError(424, "no_flow", "This workspace has published no flow yet.")
    if (opened.kind === "foreign") throw foreignRun()
    if (body.report !== false) countWithoutBilling(services, caller, known.billingFacts)
    const { sessionId, customer, clickToCancel, recordingState } = opened
    const mergeFields = new Set<string>()
    const presentation = {
      ...{ customer: known.customer, snapshot: customer, attributes: body.customerAttributes },
      ...{ run: body.run, wishes },
    }
    const flow = drawn(request, opened.blueprint, presentation, mergeFields)
    const hasCancelNow = clickToCancel.clickToCancelEnabled === true
    const billing = await services.billing.providerOf(caller.workspace.id, caller.mode)
    const actions = [...billing.capabilities()]
    const answer = {
      ...{ sessionId, customer, hasCancelNow, actions, ...flow },
      recording: tellRecording(
        sessionId === null ? recording : toldRecording(recordingState),
        mergeFields,
        saysSo(caller.workspace.recordings, hints),
      ),
    } satisfies OpenedFlow
    return withIgnored(request, answer)
  })

  app.post<{ Body: ReportBody }>(
    "/v1/flow/report",
    {
      ...takesSession,
      config,
      schema: reportSchema,
      preValidation: [setClockRight(services), readBody(ReportBody)],
    },
    async (request, reply) => {
      const { body } = request
      const caller = await refusingRarely(services, request, reply, () => admitReport(services, body))
      const result = await recordWithin(services, reply, caller, body.session, {
        isKnown: () => isRunOf(services, caller, body),
        record: () => {
          const run = widgetRun(body, services.now())
          return reportSession(services.intake, caller, {
            run,
            customer: describesCustomer(body) ? customerOf(body) : null,
            revision: body.revision,
            facts: withSecondsToCancel(body.session, run.startedAt),
            ignored: ignoredOf(request),
          })
        },
      })
      if (result.kind === "foreign") throw foreignRun()
      const { sessionId, revision } = result
      return withIgnored(request, { sessionId, revision } satisfies ReportAnswer)
    },
  )
}

/**
 * A version that cannot be drawn must keep nobody from cancelling: the widget answers our fault with its built-in step, and
 * goes on reporting the run.
 */
function drawn(
  request: FastifyRequest,
  blueprint: Blueprint,
  presentation: Presentation,
  mergeFields: Set<string>,
): PresentedFlow {
  try {
    return presentFlow(blueprint, presentation, mergeFields)
  } catch (error) {
    request.log.error(
      { blueprint: blueprint.id, ...describeError(error) },
      "a published flow cannot be drawn",
    )
    throw new ApiError(500, "flow_not_drawn", "The flow that is published for this customer cannot be drawn.")
  }
}

/** What the browser itself asks for, with every request that it sends: Global Privacy Control, Do Not Track, Save-Data. */
function privacySignal({ headers }: FastifyRequest): "privacy" | "save-data" | null {
  if (headers["sec-gpc"] === "1" || headers.dnt === "1") return "privacy"
  return String(headers["save-data"]).toLowerCase() === "on" ? "save-data" : null
}

/** With what the log is to know: which merge fields have a value, by their names; of those no more than a log takes. */
const tellRecording = (
  recorded: Recorded,
  mergeFields: ReadonlySet<string>,
  hasNotice: boolean,
): RecordingDecision =>
  recorded.on ? { on: true, mergeFields: nameable([...mergeFields]), hasNotice } : recorded

const nameable = (fields: readonly string[]) => fields.filter((field) => field.length <= 200).slice(0, 200)

const foreignRun = () =>
  new ApiError(409, "foreign_run", "run belongs to a session of another customer or mode.")

/** Before the check of the times, which knows our clock only. */
const setClockRight = (services: Services) => async (request: FastifyRequest) => {
  const body = request.body as { sentAt?: unknown; session?: unknown } | null
  shiftTimes(body?.session, body?.sentAt, services.now().getTime())
}

const admitReport = (services: Services, body: ReportBody): Promise<Caller> =>
  admitToKnown(
    (mustBeFresh) => admitByBody(services, body, { mustBeFresh, mayBeUnverified: false }),
    (caller) => isRunOf(services, caller, body),
  )

/** Whether the run has a session. */
const isRunOf = async (services: Services, { workspace, customerId }: Caller, { run }: ReportBody) =>
  customerId !== null &&
  (await findSessionId(services.database.db, workspace.id, customerId, runKey(run))) !== null

const describesCustomer = ({ customer, subscriptions, customerAttributes }: FlowCallerBody) =>
  [customer, subscriptions, customerAttributes].some((each) => each != null)

/** What the page says of its customer. */
const customerOf = (body: FlowCallerBody): CustomerSnapshot =>
  withNamed(body, snapshotOf(body.customer, body.subscriptions, body.customerAttributes))

const withNamed = ({ subscriptionId }: FlowCallerBody, snapshot: CustomerSnapshot): CustomerSnapshot =>
  subscriptionId ? { ...snapshot, subscriptionId } : snapshot
