import { expect, test } from "vitest"
import { type Owner, passwordFault } from "./password-fault.ts"

const ada: Owner = {
  email: "ada.lovelace@acme-cloud.example",
  name: "Ada Lovelace",
  workspaces: ["Acme Cloud", "Größe"],
}
const blanks = "A password of blanks alone is none; choose another."
const repeats = "This password repeats a few characters; choose another one."
const common = "This password is one of the most common ones; choose another one."
const names =
  "This password is made of names that others know, as yours or the workspace's; choose another one."

test.for<[string, readonly string[]]>([
  [blanks, [" ".repeat(8), "\t\n\u3000\u200b\u00a0    "]],
  [repeats, ["aaaaaaaa", "00000000", "abababab", "1212121212", "🔑🔑🔑🔑🔑🔑🔑🔑", "testtesttest"]],
  [
    common,
    [
      ..."password 12345678 password1 baseball qwertyuiop 1qaz2wsx".split(" "),
      ...["PASSWORD", "Password2026!", "p@ssw0rd99", "P4$$w0rd", "2024password", "passwordpassword"],
      ...["Iloveyou!!", "superman12345"],
    ],
  ],
  [
    names,
    [
      ...["holdfast", "Holdfast1", "H0ldf@st!", "holdfastholdfast", "2026-holdfast"],
      ...["ada.lovelace@acme-cloud.example", "Ada.Lovelace1", "lovelace", "L0ve1ace!", "adalovelace99"],
      ...[
        "acmecloud",
        "Acme Cloud 2026",
        "@cme-cl0ud",
        "acme-cloud.example",
        "holdfast-acme",
        "grosse GRÖßE 1",
      ],
    ],
  ],
])("is refused: %s", async ([sentence, passwords]) => {
  for (const password of passwords) {
    expect([password, await passwordFault(password, ada)]).toEqual([password, sentence])
  }
})

test.for([
  "correct horse battery",
  "a password of her own",
  "the holdfast of the kelp forest",
  "lovelace wrote notes on the engine",
  "kT9#mLq2vX",
  "73519046285",
  "пароль длинный",
  "ключ от дома",
  "🔑".repeat(64),
])("is taken: %s", async (password) => {
  expect(await passwordFault(password, ada)).toBeNull()
})

test("short names are nobody's secret either, and no reason to refuse what merely has their letters", async () => {
  const al: Owner = { email: "al@x.example", name: "Al", workspaces: ["A"] }
  expect(await passwordFault("although alarming", al)).toBeNull()
  expect(await passwordFault("al@x.example", al)).toBe(names)
})
