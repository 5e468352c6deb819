import type { TwoFactorSetup } from "@holdfast/protocol/dashboard"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import {
  loginsQuery,
  renewRecoveryCodes,
  setUpTwoFactor,
  turnOffTwoFactor,
  twoFactorQuery,
} from "../api/account.ts"
import { meQuery } from "../api/login.ts"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { PasswordGate } from "./password-gate.tsx"
import { RecoveryCodeList } from "./recovery-code-list.tsx"
import { SectionSkeleton } from "./section-skeleton.tsx"
import { TwoFactorScan } from "./two-factor-scan.tsx"
import { TwoFactorState } from "./two-factor-state.tsx"

type Step =
  | { kind: "rest"; isBack: boolean }
  | { kind: "ask"; for: "set-up" | "codes" | "off" }
  | { kind: "scan"; setup: TwoFactorSetup }
  | { kind: "codes"; codes: readonly string[] }

/** The second factor: off, on its way, or on. */
export function TwoFactorSection() {
  const queries = useQueryClient()
  const { data, error, isFetching, refetch } = useQuery(twoFactorQuery)
  const [step, setStep] = useState<Step>({ kind: "rest", isBack: false })
  const rest = () => setStep({ kind: "rest", isBack: true })
  const lookAgain = () => {
    void queries.invalidateQueries(meQuery)
    void queries.invalidateQueries(twoFactorQuery)
    void queries.invalidateQueries(loginsQuery)
  }
  const showCodes = ({ recoveryCodes }: { recoveryCodes: readonly string[] }) => {
    setStep({ kind: "codes", codes: recoveryCodes })
    lookAgain()
  }
  const turnedOff = () => {
    rest()
    lookAgain()
  }
  return (
    <PageSection title="Two-factor authentication">
      {error && !data && (
        <PageFault
          error={error}
          what="load two-factor authentication"
          isStale={false}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <SectionSkeleton what="two-factor authentication" />}
      {data && step.kind === "rest" && (
        <TwoFactorState
          state={data}
          isBack={step.isBack}
          onAsk={(what) => setStep({ kind: "ask", for: what })}
        />
      )}
      {step.kind === "ask" && step.for === "set-up" && (
        <PasswordGate
          label="Continue"
          what="set up two-factor authentication"
          act={({ password }) => setUpTwoFactor(password)}
          onDone={(setup) => setStep({ kind: "scan", setup })}
          onBack={rest}
        />
      )}
      {step.kind === "ask" && step.for === "codes" && (
        <PasswordGate
          label="Make new codes"
          what="make new recovery codes"
          asksForCode
          act={renewRecoveryCodes}
          onDone={showCodes}
          onBack={rest}
        />
      )}
      {step.kind === "ask" && step.for === "off" && (
        <PasswordGate
          label="Turn off"
          what="turn two-factor authentication off"
          isDangerous
          asksForCode
          act={turnOffTwoFactor}
          onDone={turnedOff}
          onBack={rest}
        />
      )}
      {step.kind === "scan" && <TwoFactorScan setup={step.setup} onConfirmed={showCodes} onBack={rest} />}
      {step.kind === "codes" && <RecoveryCodeList codes={step.codes} onKept={rest} />}
    </PageSection>
  )
}
