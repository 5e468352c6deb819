import { Button } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Navigate, Outlet, useLocation, useRouter } from "@tanstack/react-router"
import { useDeferredValue, useEffect } from "react"
import { meQuery } from "../api/login.ts"
import { Problem } from "../api/problem.ts"
import { TrayProvider } from "../exports/tray/tray-state.tsx"
import { PlainPage } from "../not-found/plain-page.tsx"
import { Notice } from "../parts/notice.tsx"
import { problemWords } from "../parts/problem-words.ts"
import { SignOutButton } from "../parts/sign-out-button.tsx"
import { Frame } from "./frame.tsx"
import { OtherWorkspace } from "./other-workspace.tsx"
import { TwoFactorNeeded } from "./two-factor-needed.tsx"
import { PlaceProvider } from "./workspace.ts"

const route = getRouteApi("/shell")

/**
 * Everything behind the login: asks who is there, sends strangers to sign in, and frames the page. The address always
 * names the workspace, so that it means the same to a colleague who has others, and no other one takes its place.
 */
export function Shell() {
  const { data: me, error, refetch, isFetching } = useQuery(meQuery)
  const { workspace: wanted } = route.useSearch()
  // The one page that leads out of being shut out. No more of the location than that: whoever draws <Navigate> anew while
  // it is on its way sends it off once more, for ever.
  const isOwnAccount = useLocation({ select: ({ pathname }) => pathname === "/account" })
  // drawn piece by piece: the side bar and the page in one go keep a slow browser from answering for a tenth of a second
  const isDrawn = useDeferredValue(me !== undefined)
  if (error instanceof Problem && error.kind === "signed-out") {
    return <ToSignIn />
  }
  if (me && isDrawn) {
    const [first] = me.workspaces
    if (!first) return <NoWorkspace email={me.user.email} />
    if (wanted === undefined) {
      return <Navigate to="." search={(now) => ({ workspace: first.appId, ...now })} hash replace />
    }
    const workspace = me.workspaces.find(({ appId }) => appId === wanted)
    if (!workspace) return <OtherWorkspace me={me} wanted={wanted} />
    const isShutOut = workspace.requiresTwoFactor && !me.user.hasTwoFactor && !isOwnAccount
    return (
      <PlaceProvider value={{ me, workspace }}>
        <TrayProvider>
          <Frame>{isShutOut ? <TwoFactorNeeded /> : <Outlet />}</Frame>
        </TrayProvider>
      </PlaceProvider>
    )
  }
  if (!error) return <Frame />
  const words = problemWords(error, "find out who is signed in")
  return (
    <PlainPage title={words.title}>
      <Notice
        tone="fault"
        role="alert"
        title={words.advice}
        id={words.id}
        action={
          <Button variant="default" loading={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        }
      />
    </PlainPage>
  )
}

/** Leaves once, remembering where the person wanted to be. */
function ToSignIn() {
  const router = useRouter()
  useEffect(() => {
    const { href } = router.state.location
    void router.navigate({ to: "/sign-in", search: href === "/" ? {} : { to: href }, replace: true })
  }, [router])
  return null
}

function NoWorkspace({ email }: { email: string }) {
  return (
    <PlainPage title="You are in no workspace yet">
      <p>You are signed in as {email}. Ask the owner of a workspace to invite this address.</p>
      <SignOutButton to="/sign-in" />
    </PlainPage>
  )
}
