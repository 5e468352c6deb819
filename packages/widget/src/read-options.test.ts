import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { readOptions } from "./read-options.ts"

beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => {}))
afterEach(() => void vi.restoreAllMocks())

test("an option that throws when it is read is left out and named, and the others stay", () => {
  const options = {
    customerId: "cus_1",
    get mode() {
      throw new Error("mine")
    },
  }
  expect(readOptions(options)).toEqual({ customerId: "cus_1" })
  expect(console.warn).toHaveBeenCalledExactlyOnceWith(
    "Holdfast: the option mode could not be read and is left out.",
    new Error("mine"),
  )
})

test("handlers of an object of a class are found, and are called on that object", () => {
  class Base {
    #plan = "pro"
    handleCancel() {
      return this.#plan
    }
  }
  class Options extends Base {
    customerId = "cus_1"
  }
  const { customerId, handleCancel } = readOptions(new Options())
  expect([customerId, (handleCancel as () => string)()]).toEqual(["cus_1", "pro"])
})

test("null is the same as an option that is not given", () => {
  expect(readOptions({ token: null, i18n: null, customerId: "cus_1" })).toEqual({ customerId: "cus_1" })
})

test("the id of `customer` stands for `customerId`, as direct mode sends it; the latter wins", () => {
  expect(readOptions({ customer: { id: "c1" } }).customerId).toBe("c1")
  expect(readOptions({ customer: { id: "c1" }, customerId: "c2" }).customerId).toBe("c2")
  const broken = {
    get id() {
      throw new Error("mine")
    },
  } // prettier-ignore
  expect(readOptions({ customer: broken }).customerId).toBeUndefined()
})
