import type { OwnLogin } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { endLogin, endOtherLogins, loginsQuery } from "../api/account.ts"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import classes from "./account.module.css"
import { LoginLine } from "./login-line.tsx"
import { PasswordGate } from "./password-gate.tsx"
import { SectionSkeleton } from "./section-skeleton.tsx"

/** Where this person is signed in, and the way to end that. */
export function LoginsSection() {
  const queries = useQueryClient()
  const { data: logins, error, isFetching, refetch } = useQuery(loginsQuery)
  const [ending, setEnding] = useState<OwnLogin | "others" | null>(null)
  const [isDone, setIsDone] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const others = logins?.filter(({ isCurrent }) => !isCurrent) ?? []
  const ask = (next: OwnLogin | "others") => {
    setIsDone(false)
    setEnding(next)
  }
  const rest = () => {
    // the form had the focus and goes away
    list.current?.focus()
    setEnding(null)
  }
  return (
    <PageSection title="Where you are signed in" aside={logins && <span>{countWords(logins.length)}</span>}>
      {error && (
        <PageFault
          error={error}
          what="load your logins"
          isStale={logins !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!logins && !error && <SectionSkeleton what="your logins" />}
      {logins && (
        <ul ref={list} tabIndex={-1} className={classes.logins}>
          {logins.map((login) => (
            <LoginLine key={login.id} login={login} onEnd={() => ask(login)} />
          ))}
        </ul>
      )}
      {ending && (
        <div className={classes.part}>
          <p className={classes.words}>
            {ending === "others" ? "Every other browser" : <bdi>{ending.device}</bdi>} is signed out with its
            next request.
          </p>
          <PasswordGate
            // another one is asked about anew
            key={ending === "others" ? "others" : ending.id}
            label="Sign out"
            what="sign the other browser out"
            act={({ password }) =>
              ending === "others" ? endOtherLogins(password) : endLogin(ending.id, password)
            }
            onDone={async () => {
              setIsDone(true)
              rest()
              await queries.invalidateQueries(loginsQuery)
            }}
            onBack={rest}
          />
        </div>
      )}
      {others.length > 0 && !ending && (
        <div className={classes.foot}>
          <Button variant="default" onClick={() => ask("others")}>
            Sign out elsewhere
          </Button>
        </div>
      )}
      <span role="status" className={classes.done}>
        {isDone && others.length === 0 && "You are signed in only here."}
      </span>
    </PageSection>
  )
}

const countWords = (count: number) => `${count} ${count === 1 ? "login" : "logins"}`
