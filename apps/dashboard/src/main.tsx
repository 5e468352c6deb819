import "./older-browsers.ts"
import "./style/fonts.css"
import "./style/mantine.css"
import "./style/tokens.css"
import { MantineProvider } from "@mantine/core"
import { Notifications } from "@mantine/notifications"
import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode, startTransition } from "react"
import { createRoot } from "react-dom/client"
import { createQueries } from "./api/query-client.ts"
import { followFocus } from "./parts/last-focus.ts"
import { router } from "./router.tsx"
import { forgetLastView } from "./shell/last-view.ts"
import { cssVariables, theme } from "./theme.ts"

const root = document.getElementById("root")
if (!root) throw new Error("The page has no #root to draw into")

// A page kept by the browser for its back button may belong to somebody who has signed out since.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload()
})

followFocus()
// a first page is one that somebody came to by a link; reloads and the browser's ways go on where they were
if (!router.history.canGoBack()) forgetLastView()
// piece by piece, so that a slow browser answers meanwhile
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={createQueries()}>
          <Notifications />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  ),
)
