import { expect, test } from "vitest"
import { explainError } from "./explain-error.ts"

const failure = (code: string) => Object.assign(new Error("raw"), { code })
const config = { host: "127.0.0.1", port: 80 }

test.for([
  [failure("ECONNREFUSED"), "DATABASE_URL names a server that does not answer."],
  [failure("28P01"), "DATABASE_URL names a user or a password that the server refuses."],
  [failure("3D000"), "DATABASE_URL names a database that does not exist; create it first."],
  [
    failure("EADDRINUSE"),
    "Port 80 on 127.0.0.1 is taken by another program; stop it, or choose another with PORT=4871 npm start.",
  ],
  [failure("EACCES"), "Port 80 needs more rights; choose one above 1023 with PORT."],
  [failure("EADDRNOTAVAIL"), "HOST is 127.0.0.1, which is no address of this machine."],
  [new Error("Something of ours"), "Something of ours"],
  ["a text", "a text"],
] as const)("%s is told as what to do about it", ([error, sentence]) => {
  expect(explainError(error, config)).toBe(sentence)
})
