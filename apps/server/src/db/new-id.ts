import { randomFillSync } from "node:crypto"
import { uuidv7 } from "@holdfast/protocol"

const random = new Uint8Array(10)

/** A fresh UUIDv7, ordered by `createdAt`. */
export const newId = (createdAt: Date): string => uuidv7(createdAt.getTime(), randomFillSync(random))
