import { expect, test } from "vitest"
import { base32 } from "./base32.ts"

test("the test vectors of RFC 4648", () => {
  const texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar"]
  expect(texts.map(base32)).toEqual(["", "MY", "MZXQ", "MZXW6", "MZXW6YQ", "MZXW6YTB", "MZXW6YTBOI"])
})
