import { Button } from "@mantine/core"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { endLogin, endOtherLogins, loginsQuery } from "../api/account.ts"
import { faultWords } from "../parts/fault-words.ts"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import classes from "./account.module.css"
import { LoginLine } from "./login-line.tsx"
import { SectionSkeleton } from "./section-skeleton.tsx"

/** Where this person is signed in, and the way to end that. */
export function LoginsSection() {
  const queries = useQueryClient()
  const { data: logins, error, isFetching, refetch } = useQuery(loginsQuery)
  const lookAgain = () => queries.invalidateQueries(loginsQuery)
  const ending = useMutation({ mutationFn: endLogin, onSettled: lookAgain })
  const endingOthers = useMutation({ mutationFn: endOtherLogins, onSettled: lookAgain })
  const others = logins?.filter(({ isCurrent }) => !isCurrent) ?? []
  const failure = ending.error ?? endingOthers.error
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
        <ul className={classes.logins}>
          {logins.map((login) => (
            <LoginLine
              key={login.id}
              login={login}
              isEnding={ending.isPending && ending.variables === login.id}
              onEnd={() => ending.mutate(login.id)}
            />
          ))}
        </ul>
      )}
      {failure && (
        <p role="alert" className={classes.problem}>
          {faultWords(failure, "sign the other browser out")}
        </p>
      )}
      {others.length > 0 && (
        <div className={classes.foot}>
          <Button variant="default" loading={endingOthers.isPending} onClick={() => endingOthers.mutate()}>
            Sign out elsewhere
          </Button>
        </div>
      )}
      <span role="status" className={classes.done}>
        {endingOthers.isSuccess && others.length === 0 && "You are signed in only here."}
      </span>
    </PageSection>
  )
}

const countWords = (count: number) => `${count} ${count === 1 ? "login" : "logins"}`
