import type { Db } from "../../db/database.ts"
import { workspacesOf } from "../people.ts"

/** Whose password it is to be: nothing that anybody knows of them makes one. */
export interface Owner {
  email: string
  name: string
  /** Names of the workspaces that they belong to, or come to. */
  workspaces: readonly string[]
}

/**
 * What keeps a password from being one, as a sentence; null where nothing does. Guessers try the frequent ones first, and
 * then what they know of the person; each with another case, figures behind it, and figures for letters.
 */
export async function passwordFault(password: string, owner: Owner): Promise<string | null> {
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(password)) return "A password of blanks alone is none; choose another."
  const [, unit = ""] = /^(.+?)\1+$/su.exec(password) ?? []
  if (unit !== "" && [...unit].length < 5 && [...password].length < 32)
    return "This password repeats a few characters; choose another one."
  const { exact, cores } = await commonOnes()
  for (const text of unit === "" ? [password] : [password, unit]) {
    const core = coreOf(text)
    if (exact.has(text.toLowerCase()) || (core !== "" && cores.has(core)))
      return "This password is one of the most common ones; choose another one."
    if (isMadeOf(core, wordsOf(owner)))
      return "This password is made of names that others know, as yours or the workspace's; choose another one."
  }
  return null
}

/** A text without what people vary: case, accents, figures for letters, and what stands before and behind. */
function coreOf(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().toLowerCase()
  return plain
    .replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, "")
    .replace(/[0134578@$!|l+]/g, (sign) => letters[sign] ?? sign)
    .replace(/[^\p{L}\p{N}]/gu, "")
}

/** `1` stands for i and for l, so the two are one letter here. */
const letters: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  l: "i",
  "!": "i",
  "|": "i",
  "3": "e",
  "4": "a",
  "@": "a",
  "5": "s",
  $: "s",
  "7": "t",
  "+": "t",
  "8": "b",
}

/** The longest first: the whole before its parts. */
function wordsOf({ email, name, workspaces }: Owner): string[] {
  const texts = ["Holdfast", email, ...email.split("@"), name, ...workspaces]
  const words = texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).map(coreOf)
  const long = words.filter((word) => [...word].length >= 3)
  return [...new Set(long)].sort((one, other) => other.length - one.length)
}

/** Whether hardly anything is left of a text without these words. */
function isMadeOf(core: string, words: readonly string[]): boolean {
  const rest = words.reduce((text, word) => text.replaceAll(word, ""), core)
  return rest !== core && rest.length < 4
}

let known: Promise<{ exact: ReadonlySet<string>; cores: ReadonlySet<string> }> | null = null

/** Read once, when the first password is chosen. */
function commonOnes() {
  known ??= import("./common-passwords.ts").then(({ commonPasswords }) => {
    const exact = commonPasswords.trim().split(/\s+/)
    return { exact: new Set(exact), cores: new Set(exact.map(coreOf)) }
  })
  return known
}

/** The owner of a person's password, as the database knows them. */
export async function ownerOf(db: Db, personId: string): Promise<Owner> {
  const { email, name } = await db
    .selectFrom("auth.user")
    .select(["email", "name"])
    .where("id", "=", personId)
    .executeTakeFirstOrThrow()
  const workspaces = await workspacesOf(db, personId)
  return { email, name, workspaces: workspaces.map((workspace) => workspace.name) }
}
