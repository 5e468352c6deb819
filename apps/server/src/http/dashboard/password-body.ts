import { passwordLength } from "@holdfast/protocol"
import { Type } from "typebox"

/** A password that is to be. */
export const NewPassword = Type.String({
  minLength: passwordLength.least,
  maxLength: passwordLength.most,
})

/** One that there is, whatever was typed. */
export const GivenPassword = Type.String({ maxLength: passwordLength.most })
