import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router"
import { readAddress, writeAddress } from "./address.ts"
import { AnalyticsPage } from "./analytics/analytics-page.tsx"
import type { ViewSearch } from "./analytics/view/view.ts"
import { CrashPage } from "./not-found/crash-page.tsx"
import { NotFoundPage } from "./not-found/not-found-page.tsx"
import { noteLeaving } from "./shell/arrival.ts"
import { Shell } from "./shell/shell.tsx"

/** Every value of an address is text; what the text means is for the page to judge. */
function texts(search: Record<string, unknown>): ViewSearch {
  return Object.fromEntries(
    Object.entries(search).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  )
}

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: ({ to }): { to?: string } => (typeof to === "string" ? { to } : {}),
  component: lazyRouteComponent(() => import("./sign-in/sign-in-page.tsx"), "SignInPage"),
})

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation",
  validateSearch: ({ token }): { token?: string } => (typeof token === "string" ? { token } : {}),
  component: lazyRouteComponent(() => import("./invitation/invitation-page.tsx"), "InvitationPage"),
})

const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/forgot-password",
  component: lazyRouteComponent(() => import("./sign-in/forgot-password-page.tsx"), "ForgotPasswordPage"),
})

const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reset-password",
  validateSearch: ({ token }): { token?: string } => (typeof token === "string" ? { token } : {}),
  component: lazyRouteComponent(() => import("./sign-in/reset-password-page.tsx"), "ResetPasswordPage"),
})

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  validateSearch: texts,
  component: Shell,
})

const analyticsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  component: AnalyticsPage,
})

const sessionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sessions/$sessionId",
  component: lazyRouteComponent(() => import("./session/session-page.tsx"), "SessionPage"),
})

const recordingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sessions/$sessionId/recording",
  component: lazyRouteComponent(() => import("./player/recording-page.tsx"), "RecordingPage"),
})

const versionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/versions/$blueprintId",
  component: lazyRouteComponent(() => import("./flow/flow-page.tsx"), "FlowPage"),
})

const flowsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/flows",
  component: lazyRouteComponent(() => import("./flows/flows-page.tsx"), "FlowsPage"),
})

const flowEditorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/flows/$flowId",
  component: lazyRouteComponent(() => import("./flow-editor/flow-editor-page.tsx"), "FlowEditorPage"),
})

const flowHistoryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/flows/$flowId/history",
  component: lazyRouteComponent(() => import("./flow-editor/history/history-page.tsx"), "HistoryPage"),
})

const abTestSetUpRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/flows/$flowId/ab-test",
  component: lazyRouteComponent(() => import("./ab-tests/set-up-page.tsx"), "SetUpPage"),
})

const abTestRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/flows/ab-tests/$testId",
  component: lazyRouteComponent(() => import("./ab-tests/ab-test-page.tsx"), "AbTestPage"),
})

const customerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/customers/$customerId",
  component: lazyRouteComponent(() => import("./customer/customer-page.tsx"), "CustomerPage"),
})

const alertsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts",
  component: lazyRouteComponent(() => import("./alerts/alerts-page.tsx"), "AlertsPage"),
})

const requestsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/requests",
  component: lazyRouteComponent(() => import("./requests/requests-page.tsx"), "RequestsPage"),
})

const keysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/keys",
  component: lazyRouteComponent(() => import("./keys/keys-page.tsx"), "KeysPage"),
})

const webhooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/webhooks",
  component: lazyRouteComponent(() => import("./webhooks/webhooks-page.tsx"), "WebhooksPage"),
})

const webhookEndpointRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/webhooks/$endpointId",
  component: lazyRouteComponent(() => import("./webhooks/endpoint-page.tsx"), "EndpointPage"),
})

const cancelLinkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/cancel-link",
  component: lazyRouteComponent(() => import("./cancel-link/cancel-link-page.tsx"), "CancelLinkPage"),
})

const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people",
  component: lazyRouteComponent(() => import("./people/people-page.tsx"), "PeoplePage"),
})

const outboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/outbox",
  component: lazyRouteComponent(() => import("./outbox/outbox-page.tsx"), "OutboxPage"),
})

const healthRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/health",
  component: lazyRouteComponent(() => import("./health/health-page.tsx"), "HealthPage"),
})

const auditLogRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/audit-log",
  component: lazyRouteComponent(() => import("./audit-log/audit-log-page.tsx"), "AuditLogPage"),
})

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/account",
  component: lazyRouteComponent(() => import("./account/account-page.tsx"), "AccountPage"),
})

const securityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/security",
  component: lazyRouteComponent(() => import("./security/security-page.tsx"), "SecurityPage"),
})

const billingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/billing",
  component: lazyRouteComponent(() => import("./billing/billing-page.tsx"), "BillingPage"),
})

const clickToCancelRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/click-to-cancel",
  component: lazyRouteComponent(
    () => import("./click-to-cancel/click-to-cancel-page.tsx"),
    "ClickToCancelPage",
  ),
})

const recordingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/recordings",
  component: lazyRouteComponent(() => import("./recordings/recordings-page.tsx"), "RecordingsPage"),
})

const evidenceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sessions/$sessionId/evidence",
  component: lazyRouteComponent(() => import("./evidence/evidence-page.tsx"), "EvidencePage"),
})

const exportRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/exports/$exportId",
  component: lazyRouteComponent(() => import("./exports/link/export-link-page.tsx"), "ExportLinkPage"),
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute,
    invitationRoute,
    forgotPasswordRoute,
    resetPasswordRoute,
    shellRoute.addChildren([
      analyticsRoute,
      sessionRoute,
      recordingRoute,
      evidenceRoute,
      versionRoute,
      flowsRoute,
      flowEditorRoute,
      flowHistoryRoute,
      abTestSetUpRoute,
      abTestRoute,
      customerRoute,
      alertsRoute,
      requestsRoute,
      keysRoute,
      webhooksRoute,
      webhookEndpointRoute,
      cancelLinkRoute,
      peopleRoute,
      outboxRoute,
      healthRoute,
      auditLogRoute,
      accountRoute,
      securityRoute,
      billingRoute,
      clickToCancelRoute,
      recordingsRoute,
      exportRoute,
    ]),
  ]),
  parseSearch: readAddress,
  stringifySearch: writeAddress,
  // back from a session the list stands where it was left
  scrollRestoration: true,
})

router.subscribe("onBeforeNavigate", noteLeaving)

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}
