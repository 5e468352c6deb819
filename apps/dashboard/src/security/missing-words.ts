import type { WorkspaceSecurity } from "@holdfast/protocol/dashboard"

/** How many people have no second factor, and what that means for them. */
export function missingWords({ requiresTwoFactor, people, withoutTwoFactor }: WorkspaceSecurity): string {
  if (withoutTwoFactor === 0) {
    return people === 1 ? "You have one." : `All ${people} people have one.`
  }
  const who = `${withoutTwoFactor} of ${people} ${people === 1 ? "person has" : `people ${withoutTwoFactor === 1 ? "has" : "have"}`} none yet`
  return requiresTwoFactor
    ? `${who}, and see nothing of this workspace before they set one up.`
    : `${who}. Once it is required they set one up before they see anything of this workspace.`
}
