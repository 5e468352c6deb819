import { useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useRouter } from "@tanstack/react-router"
import { useEffect } from "react"
import { meQuery } from "../api/login.ts"
import { EntryPage } from "./entry-page.tsx"
import { returnPath } from "./return-path.ts"
import { SignInForm } from "./sign-in-form.tsx"
import classes from "./sign-in-page.module.css"

const route = getRouteApi("/sign-in")

/** Signs a person in and takes them where they wanted to go. Whoever is signed in already goes there at once. */
export function SignInPage() {
  const { to } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const { data: me, error } = useQuery(meQuery)
  const isSignedIn = me !== undefined && error === null
  useEffect(() => {
    if (isSignedIn) router.history.replace(returnPath(to, location.origin))
  }, [isSignedIn, router, to])
  return (
    <EntryPage title="Sign in">
      {to !== undefined && <p className={classes.words}>Then you go on to the page you asked for.</p>}
      <SignInForm onSignedIn={() => queries.resetQueries(meQuery)} />
    </EntryPage>
  )
}
