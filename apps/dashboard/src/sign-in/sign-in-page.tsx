import { useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useRouter } from "@tanstack/react-router"
import { useEffect, useState } from "react"
import { meQuery } from "../api/login.ts"
import { CodeForm } from "./code-form.tsx"
import { Door } from "./door.tsx"
import { returnPath } from "./return-path.ts"
import { SignInForm } from "./sign-in-form.tsx"

const route = getRouteApi("/sign-in")

/** Signs a person in and takes them where they wanted to go. Whoever is signed in already goes there at once. */
export function SignInPage() {
  const { to } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const { data: me, error } = useQuery(meQuery)
  const [isSecondStep, setIsSecondStep] = useState(false)
  const isSignedIn = me !== undefined && error === null
  useEffect(() => {
    if (isSignedIn) router.history.replace(returnPath(to, location))
  }, [isSignedIn, router, to])
  const onSignedIn = () => queries.resetQueries(meQuery)
  if (isSecondStep) {
    return (
      <Door title="Two-factor authentication" words="Your password was right. Enter a code to continue.">
        <CodeForm onSignedIn={onSignedIn} onStartOver={() => setIsSecondStep(false)} />
      </Door>
    )
  }
  return (
    <Door title="Sign in" {...(to !== undefined && { words: "Then you go on to the page you asked for." })}>
      <SignInForm onSignedIn={onSignedIn} onSecondStep={() => setIsSecondStep(true)} />
    </Door>
  )
}
