import { expect, test } from "vitest"
import { checkCommand } from "./check-command.ts"

test("a name cannot be anything but a name to the shell", () => {
  expect(checkCommand("sessions-2026-11-23.csv.gz")).toBe("sha256sum sessions-2026-11-23.csv.gz")
  expect(checkCommand("a; rm -rf 'b'.csv")).toBe("sha256sum -- 'a; rm -rf '\\''b'\\''.csv'")
  expect(checkCommand("-c")).toBe("sha256sum -- '-c'")
})
