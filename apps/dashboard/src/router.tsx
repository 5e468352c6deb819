import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router"
import { AnalyticsPage } from "./analytics/analytics-page.tsx"
import type { ViewSearch } from "./analytics/view.ts"
import { CrashPage } from "./not-found/crash-page.tsx"
import { NotFoundPage } from "./not-found/not-found-page.tsx"
import { Shell } from "./shell/shell.tsx"

const viewKeys = ["workspace", "mode", "range", "from", "to"] as const

/** Every value of an address is text; what the text means is for the page to judge. */
function textSearch<Key extends string>(keys: readonly Key[]) {
  return (search: Record<string, unknown>): { [each in Key]?: string } => {
    const kept: { [each in Key]?: string } = {}
    for (const key of keys) {
      const value = search[key]
      if (typeof value === "string") kept[key] = value
    }
    return kept
  }
}

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: textSearch(["to"]),
  component: lazyRouteComponent(() => import("./sign-in/sign-in-page.tsx"), "SignInPage"),
})

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  validateSearch: (search): ViewSearch => textSearch(viewKeys)(search),
  component: Shell,
})

const analyticsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  component: AnalyticsPage,
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([signInRoute, shellRoute.addChildren([analyticsRoute])]),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const pairs = Object.entries(search).filter(
      (pair): pair is [string, string] => typeof pair[1] === "string",
    )
    return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`
  },
})

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}
