import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto"
import type { Auth } from "../auth.ts"

/** Encrypts as better-auth does with what belongs to a second factor: it reads these values when somebody signs in. */
export async function sealFactor(auth: Auth, data: string): Promise<string> {
  return symmetricEncrypt({ key: (await auth.$context).secretConfig, data })
}

export async function unsealFactor(auth: Auth, data: string): Promise<string> {
  return symmetricDecrypt({ key: (await auth.$context).secretConfig, data })
}
