import { Type } from "typebox"
import { uuidPattern } from "../db/uuid.ts"

/** An id in an address. @param accepts for the sentence of a refusal, such as "the id of a mail" */
export const uuidParam = (accepts: string) => Type.String({ pattern: uuidPattern, accepts })
