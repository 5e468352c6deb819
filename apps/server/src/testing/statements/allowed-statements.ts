/** A statement that does not name one workspace, and may not. */
export interface AllowedStatement {
  /** The file that sends it, from the sources on. */
  sentBy: string
  /** How it begins, each gap one space. */
  begins: string
  why: string
}

/** All that may break the rule. One that is no longer sent has to go: a run of all tests fails for it. */
export const allowedStatements: readonly AllowedStatement[] = [
  {
    sentBy: "db/migrate.ts",
    begins: "",
    why: "a migration is of the tables, whoever's rows they hold",
  },
  {
    sentBy: "session/read/find-by-trigrams.ts",
    begins: "with anywhere as materialized (",
    why: "a rare text is looked up in the index of all texts, where HOLDFAST_SEARCH allows it",
  },
  {
    sentBy: "demo/seed-sessions.ts",
    begins: "copy session (workspace_id,",
    why: "rows of one workspace, which each of them says",
  },
  {
    sentBy: "demo/seed-sessions.ts",
    begins: "copy session_offer (workspace_id,",
    why: "rows of one workspace, which each of them says",
  },
  {
    sentBy: "demo/seed-sessions.ts",
    begins: "analyze session",
    why: "statistics are of a whole table; nothing of it is answered",
  },
  {
    sentBy: "session/import/import-sessions.ts",
    begins: "analyze session",
    why: "statistics are of a whole table; nothing of it is answered",
  },
]

export const findAllowed = (sender: string | null, text: string): number =>
  allowedStatements.findIndex(
    ({ sentBy, begins }) => sentBy === sender && text.replaceAll(/\s+/g, " ").trim().startsWith(begins),
  )
