import { makeResetLink } from "../account/password/reset-links.ts"
import { turnOffFactor } from "../account/two-factor/second-factor.ts"
import { CommandError, withDatabase } from "./with-database.ts"

interface ResetOptions {
  email: string
  /** For who has lost both the device and the recovery codes. */
  removesSecondFactor: boolean
}

/** `holdfast reset-password`: prints a link with which a person chooses a new password. */
export const resetPassword = ({ email, removesSecondFactor }: ResetOptions): Promise<number> =>
  withDatabase(async ({ database: { db } }, { url }) => {
    const now = new Date()
    const lines = await db.transaction().execute(async (trx) => {
      const person = await trx
        .selectFrom("auth.user")
        .select(["id", "email"])
        .where("email", "=", email.toLowerCase())
        .executeTakeFirst()
      if (!person) throw new CommandError(`There is nobody with the email "${email}".`)
      const actor = { kind: "command", name: "holdfast reset-password" } as const
      const hadFactor = removesSecondFactor && (await turnOffFactor(trx, { person, actor, now }))
      const { link } = await makeResetLink(trx, { url, userId: person.id, origin: "command", now })
      return [
        ...(hadFactor ? ["The second factor is off."] : []),
        `${person.email} chooses a new password here, once, within an hour:`,
        link,
      ]
    })
    process.stdout.write(`${lines.join("\n")}\n`)
    return 0
  })
