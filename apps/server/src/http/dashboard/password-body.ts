import { passwordLength } from "@holdfast/protocol/dashboard"
import { Type } from "typebox"
import { type Owner, passwordFault } from "../../account/password/password-fault.ts"
import { ApiError } from "../api-error.ts"

/** A password that is to be: none that signing in would refuse for its length. */
export const NewPassword = Type.String({
  minLength: passwordLength.least,
  maxUnits: passwordLength.most,
})

/** One that there is, whatever was typed. */
export const GivenPassword = Type.String({ maxLength: passwordLength.most })

/** @throws ApiError 422 `weak_password` with a sentence, for one that others guess */
export async function assertGoodPassword(password: string, owner: Owner): Promise<void> {
  const fault = await passwordFault(password, owner)
  if (fault !== null) throw new ApiError(422, "weak_password", fault)
}
