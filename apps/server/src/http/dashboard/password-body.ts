import { passwordLength } from "@holdfast/protocol/dashboard"
import { Type } from "typebox"

/** A password that is to be: none that signing in would refuse for its length. */
export const NewPassword = Type.String({
  minLength: passwordLength.least,
  maxUnits: passwordLength.most,
})

/** One that there is, whatever was typed. */
export const GivenPassword = Type.String({ maxLength: passwordLength.most })
