import "../../../src/style/fonts.css"
import "../../../src/style/mantine.css"
import "../../../src/style/tokens.css"
import { MantineProvider } from "@mantine/core"
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
  useLocation,
} from "@tanstack/react-router"
import { createRoot } from "react-dom/client"
import { cssVariables, theme } from "../../../src/theme.ts"
import { ExampleCharts } from "./example-charts.tsx"
import { exampleSets } from "./example-sets.ts"
import classes from "./examples.module.css"

/** Every form of chart over data of its own: `?set=` names which. What a link leads to is said on top. */
function Examples() {
  const set = new URLSearchParams(location.search).get("set") ?? "usual"
  const shown = exampleSets[set]
  const { href } = useLocation()
  return (
    <main id="page" tabIndex={-1} className={classes.page}>
      <h1>Charts</h1>
      <p>
        Followed: <code>{href}</code>
      </p>
      {shown && <ExampleCharts {...shown} />}
    </main>
  )
}

const router = createRouter({
  routeTree: createRootRoute({ component: Examples, notFoundComponent: Examples }),
  history: createMemoryHistory(),
})

const root = document.getElementById("root")
if (!root) throw new Error("The page has no #root to draw into")
createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <RouterProvider router={router} />
  </MantineProvider>,
)
