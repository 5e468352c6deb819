import type { Auth } from "../auth.ts"

/** Whether it is the password that a person signs in with; asked again before what cannot be taken back. */
export async function isOwnPassword(auth: Auth, personId: string, password: string): Promise<boolean> {
  const context = await auth.$context
  const accounts = await context.internalAdapter.findAccounts(personId)
  const hash = accounts.find(({ providerId }) => providerId === "credential")?.password
  return typeof hash === "string" && context.password.verify({ hash, password })
}
