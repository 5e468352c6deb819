import { UnstyledButton } from "@mantine/core"
import { IconSearch, IconX } from "@tabler/icons-react"
import { type SubmitEvent, useState } from "react"
import classes from "../analytics/toolbar/search-box.module.css"
import { mostSearched } from "./audit-view.ts"

interface AuditSearchProps {
  /** The search in force. */
  search: string | null
  onSearch: (search: string | null) => void
}

/** Part of a name, an id or an address; it runs on Enter or on the magnifying glass, never while typing. */
export function AuditSearch({ search, onSearch }: AuditSearchProps) {
  const applied = search ?? ""
  const [draft, setDraft] = useState(applied)
  const [lastApplied, setLastApplied] = useState(applied)
  if (lastApplied !== applied) {
    setLastApplied(applied)
    setDraft(applied)
  }
  const run = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = draft.trim().toWellFormed()
    setDraft(text)
    onSearch(text === "" ? null : text)
  }
  return (
    <search className={classes.place}>
      <form onSubmit={run} className={classes.box}>
        <UnstyledButton type="submit" className={classes.button ?? ""} aria-label="Search">
          <IconSearch size={16} stroke={1.75} aria-hidden />
        </UnstyledButton>
        <input
          type="search"
          className={classes.input}
          placeholder="Name, ID or address"
          aria-label="Search the audit log by name, ID or address"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="auto"
          maxLength={mostSearched}
          value={draft}
          onChange={({ target }) => setDraft(target.value)}
        />
        {(draft !== "" || search !== null) && (
          <UnstyledButton
            className={classes.button ?? ""}
            aria-label="Clear search"
            onClick={() => {
              setDraft("")
              onSearch(null)
            }}
          >
            <IconX size={16} stroke={1.75} aria-hidden />
          </UnstyledButton>
        )}
      </form>
    </search>
  )
}
