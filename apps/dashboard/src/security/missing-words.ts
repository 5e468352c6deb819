import type { WorkspaceSecurity } from "@holdfast/protocol/dashboard"

/** How many people have no second factor, and what that means for them. */
export function missingWords({ requiresTwoFactor, people, withoutTwoFactor }: WorkspaceSecurity): string {
  if (withoutTwoFactor === 0) {
    return people === 1 ? "You have a second factor." : `All ${people} people have a second factor.`
  }
  if (people === 1) return `You have no second factor yet. ${whatFollows(requiresTwoFactor)}`
  const who = `${withoutTwoFactor} of ${people} people ${withoutTwoFactor === 1 ? "has" : "have"} no second factor yet.`
  return `${who} ${whatFollows(requiresTwoFactor)}`
}

const whatFollows = (isRequired: boolean) =>
  isRequired
    ? "They must set one up before they can go on."
    : "Once required, people must set one up before they can go on."
