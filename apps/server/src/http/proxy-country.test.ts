import type { FastifyRequest } from "fastify"
import { expect, test } from "vitest"
import type { Config } from "../config.ts"
import { readProxyCountry } from "./proxy-country.ts"

const told = (
  trustProxy: Config["trustProxy"],
  remoteAddress: string | undefined,
  value: string | string[] | undefined = "DE",
  countryHeader: string | null = "cf-ipcountry",
) => {
  const headers = { "cf-ipcountry": value } as FastifyRequest["headers"]
  const socket = { remoteAddress } as FastifyRequest["socket"]
  return readProxyCountry({ countryHeader, trustProxy })({ headers, socket })
}

test("a proxy is believed, by its address, its network, or because one stands in front", () => {
  expect([
    told(["10.0.0.0/8"], "10.1.2.3"),
    told(["192.0.2.1", "::1"], "::1"),
    told(["2001:db8::/32"], "2001:db8::7"),
    // how a socket for both families spells an address of the fourth
    told(["10.0.0.0/8"], "::ffff:10.1.2.3"),
    told(1, "203.0.113.9"),
  ]).toEqual(["DE", "DE", "DE", "DE", "DE"])
})

test("nobody else is, and without a header's name nothing is read", () => {
  expect([
    told(["10.0.0.0/8"], "203.0.113.9"),
    told(["10.0.0.0/8"], undefined),
    told(["10.0.0.0/8"], "not an address"),
    told(false, "10.1.2.3"),
    told(0, "10.1.2.3"),
    told(1, "10.1.2.3", "DE", null),
    told(1, "10.1.2.3", ["DE", "US"]),
    told(1, "10.1.2.3", undefined),
  ]).toEqual([null, null, null, null, null, null, null, "DE"])
})
