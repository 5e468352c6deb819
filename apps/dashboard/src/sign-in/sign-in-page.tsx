import { useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useRouter } from "@tanstack/react-router"
import { useEffect } from "react"
import { meQuery } from "../api/login.ts"
import { Brand } from "../shell/brand.tsx"
import { ThemeSwitch } from "../shell/theme-switch.tsx"
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
    <div className={classes.page}>
      <title>Sign in · Holdfast</title>
      <div className={classes.corner}>
        <ThemeSwitch />
      </div>
      <main className={classes.card}>
        <Brand />
        <h1 className={classes.title}>Sign in</h1>
        {to !== undefined && <p className={classes.words}>Then you go on to the page you asked for.</p>}
        <SignInForm onSignedIn={() => queries.resetQueries(meQuery)} />
      </main>
    </div>
  )
}
