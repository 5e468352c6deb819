import type {
  OwnLogin,
  RecoveryCodes,
  TwoFactorSetup,
  TwoFactorState,
  WorkspaceSecurity,
} from "@holdfast/protocol/dashboard"
import { fixtureNow } from "../rows.ts"
import { type Answer, answer, broken } from "./answer.ts"
import { hostileTexts } from "./hostile-rows.ts"
import { meOf, type Scenario } from "./state.ts"

const recoveryCodes = Array.from({ length: 10 }, (_, i) => `7kq2mx-9fwc3h-tn8vba-e4spr${"abcdefghjk"[i]}`)
const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSW"
const setup: TwoFactorSetup = {
  secret,
  uri: `otpauth://totp/Holdfast%3Aowner%40example.com?secret=${secret}&issuer=Holdfast&digits=6&period=30`,
}

/** `/api/me/…` and `…/security`; null for every other path. */
export function answerAccount(scenario: Scenario, path: string): Answer | null {
  const isMine = path.startsWith("/api/me/")
  if (!isMine && !path.endsWith("/security")) return null
  if (scenario === "fault") return broken
  const { hasTwoFactor } = meOf(scenario).user
  switch (path) {
    case "/api/me/logins":
      return answer({ logins: loginsOf(scenario) })
    case "/api/me/two-factor":
      return answer<TwoFactorState>({ isOn: hasTwoFactor, recoveryCodesLeft: hasTwoFactor ? 2 : 0 })
    case "/api/me/two-factor/set-up":
      return answer(setup)
    case "/api/me/two-factor/confirm":
      return answer<RecoveryCodes>({ recoveryCodes })
    default:
      return answer<WorkspaceSecurity>({ requiresTwoFactor: false, people: 5, withoutTwoFactor: 3 })
  }
}

function loginsOf(scenario: Scenario): OwnLogin[] {
  const ago = (minutes: number) => new Date(fixtureNow.getTime() - minutes * 60_000).toISOString()
  const login = (id: string, device: string, address: string | null, minutes: number): OwnLogin => ({
    id,
    device,
    address,
    signedInAt: ago(minutes * 20),
    lastUsedAt: ago(minutes),
    isCurrent: id === "here",
  })
  const here = login("here", "Firefox on Linux", "203.0.113.7", 3)
  if (scenario === "hostile") {
    return [
      here,
      ...hostileTexts.map((text, i) => login(`h${i}`, "Unknown device", text.slice(0, 60), 60 * i + 5)),
    ]
  }
  return [
    here,
    login("phone", "Safari on iPhone", "2001:db8:85a3::8a2e:370:7334", 95),
    login("curl", "curl", null, 7000),
  ]
}
