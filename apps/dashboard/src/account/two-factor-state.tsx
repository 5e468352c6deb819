import type { TwoFactorState as State } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { IconShieldCheck } from "@tabler/icons-react"
import { useEffect, useRef } from "react"
import { usePlace } from "../shell/workspace.ts"
import classes from "./account.module.css"

interface TwoFactorStateProps {
  state: State
  /** Somebody comes back to it from one of its steps, whose form had the focus and is gone. */
  isBack: boolean
  /** What a person wants to do next; each asks for the password. */
  onAsk: (what: "set-up" | "codes" | "off") => void
}

/** Whether there is a second factor, and what can be done about it. */
export function TwoFactorState({ state: { isOn, recoveryCodesLeft }, isBack, onAsk }: TwoFactorStateProps) {
  const part = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isBack) part.current?.focus()
  }, [isBack])
  const requiring = usePlace().me.workspaces.filter(({ requiresTwoFactor }) => requiresTwoFactor)
  const isRequired = requiring.length > 0
  const by = <bdi>{new Intl.ListFormat("en").format(requiring.map(({ name }) => name))}</bdi>
  if (!isOn) {
    return (
      <div ref={part} tabIndex={-1} className={classes.part}>
        <p className={classes.words}>
          Signing in then takes a code from an app on your phone, so that nobody can sign in with your
          password alone.
          {isRequired && <> It is required by {by}.</>}
        </p>
        <Button onClick={() => onAsk("set-up")}>Set up</Button>
      </div>
    )
  }
  return (
    <div ref={part} tabIndex={-1} className={classes.part}>
      <p className={classes.state}>
        <IconShieldCheck size={20} stroke={1.75} aria-hidden />
        On: signing in asks for a code from your app.
      </p>
      <p className={recoveryCodesLeft < 3 ? classes.caution : classes.dimmed}>
        {codesLeft(recoveryCodesLeft)}
      </p>
      {isRequired && (
        <p className={classes.dimmed}>
          It is required by {by}: turned off, you see nothing there until it is on again.
        </p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => onAsk("codes")}>
          New recovery codes
        </Button>
        <Button variant="default" onClick={() => onAsk("off")}>
          Turn off
        </Button>
      </div>
    </div>
  )
}

function codesLeft(count: number): string {
  if (count === 0) return "No recovery code is left. Make new ones, or losing your phone locks you out."
  if (count === 1) return "One recovery code is left."
  return `${count} recovery codes are left.`
}
