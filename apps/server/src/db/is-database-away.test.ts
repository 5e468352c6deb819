import { expect, test } from "vitest"
import { isDatabaseAway } from "./is-database-away.ts"

const fault = (message: string, fields: object = {}) => Object.assign(new Error(message), fields)

test.each([
  fault("sorry, too many clients already", { code: "53300" }),
  fault("could not extend file", { code: "53100" }),
  fault("the database system is starting up", { code: "57P03" }),
  fault("terminating connection due to administrator command", { code: "57P01" }),
  fault("cannot execute INSERT in a read-only transaction", { code: "25006" }),
  fault("connection failure", { code: "08006" }),
  fault("connect ECONNREFUSED 127.0.0.1:5432", { code: "ECONNREFUSED", syscall: "connect" }),
  fault("connect ENOENT /data/socket/.s.PGSQL.5432", { code: "ENOENT", syscall: "connect" }),
  fault("write EPIPE", { code: "EPIPE", syscall: "write" }),
  fault("Connection terminated unexpectedly"),
  fault("timeout exceeded when trying to connect"),
  fault("Query read timeout"),
  Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" }),
])("$code $message: the database is away", (error) => {
  expect(isDatabaseAway(error)).toBe(true)
})

test.each([
  fault("duplicate key value violates unique constraint", { code: "23505" }),
  fault("canceling statement due to statement timeout", { code: "57014" }),
  fault("relation does not exist", { code: "42P01" }),
  fault("ENOENT: no such file or directory, open 'app.js'", { code: "ENOENT", syscall: "open" }),
  fault("Cannot read properties of undefined"),
  "text",
  null,
])("%s is another matter", (error) => {
  expect(isDatabaseAway(error)).toBe(false)
})
