import type { OwnLogin } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { Moment } from "../parts/moment.tsx"
import classes from "./account.module.css"

interface LoginLineProps {
  login: OwnLogin
  onEnd: () => void
}

/** One browser: what it is, where it signed in, when it was used. */
export function LoginLine({ login, onEnd }: LoginLineProps) {
  const { device, address, signedInAt, lastUsedAt, isCurrent } = login
  return (
    <li className={classes.login}>
      <div className={classes.loginWords}>
        <p className={classes.device}>
          {device}
          {isCurrent && <span className={classes.here}>This browser</span>}
        </p>
        <p className={classes.facts}>
          Signed in <Moment at={signedInAt} />
          {address !== null && (
            <>
              {" "}
              from <bdi>{address}</bdi>
            </>
          )}
          {!isCurrent && (
            <>
              {" "}
              · last used <Moment at={lastUsedAt} />
            </>
          )}
        </p>
      </div>
      {!isCurrent && (
        <Button variant="default" size="compact-sm" aria-label={`Sign out ${device}`} onClick={onEnd}>
          Sign out
        </Button>
      )}
    </li>
  )
}
