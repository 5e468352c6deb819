import { expect, test } from "vitest"
import { smtpOptions } from "./smtp-options.ts"

const patience = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
}
const closed = { disableFileAccess: true, disableUrlAccess: true }

test("a user and a password are read out of the address, and travel through TLS only", () => {
  expect(smtpOptions("smtp://ada%40example.com:p%2Fw@mail.example.com")).toEqual({
    ...patience,
    ...closed,
    host: "mail.example.com",
    port: 587,
    secure: false,
    requireTLS: true,
    auth: { user: "ada@example.com", pass: "p/w" },
  })
})

test("smtps is TLS from the first byte, on its own port", () => {
  expect(smtpOptions("smtps://ada:pw@mail.example.com")).toMatchObject({
    port: 465,
    secure: true,
    requireTLS: false,
  })
  expect(smtpOptions("smtps://mail.example.com:2465")).toMatchObject({ port: 2465, secure: true })
})

test.for([
  "smtp://ada:pw@localhost:25",
  "smtp://ada:pw@127.0.0.1:25",
  "smtp://ada:pw@[::1]:25",
  "smtp://localhost:25",
  "smtp://relay:25?tls=optional",
])("%s takes TLS where it is offered, and does without", (url) => {
  expect(smtpOptions(url)).toMatchObject({ port: 25, secure: false, requireTLS: false })
})

test.for(["smtp://relay:25", "smtp://ada:pw@relay:25", "smtp://ada:pw@relay:25?tls=optional"])(
  "%s sends nothing without TLS",
  (url) => {
    expect(smtpOptions(url)).toMatchObject({ port: 25, secure: false, requireTLS: true })
  },
)

test("the brackets of an address are no part of it", () => {
  expect(smtpOptions("smtp://[2001:db8::7]:25")).toMatchObject({ host: "2001:db8::7" })
})
