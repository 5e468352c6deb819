import { UnstyledButton } from "@mantine/core"
import { IconSearch, IconX } from "@tabler/icons-react"
import {
  type KeyboardEvent,
  type RefObject,
  type SubmitEvent,
  useCallback,
  useId,
  useRef,
  useState,
} from "react"
import { digits } from "../../parts/digits.ts"
import { usePageKey } from "../../parts/use-page-key.ts"
import { mostSearched, type Search } from "../view/view.ts"
import classes from "./search-box.module.css"
import { tidySearch } from "./tidy-search.ts"
import { WithinSwitch } from "./within-switch.tsx"

interface SearchBoxProps {
  /** The search in force. */
  search: Search | null
  /** The days or the filters are others than one begins with: a search can look within them. */
  isNarrowed: boolean
  /** Where the next search looks. */
  wantsWithin: boolean
  onWantsWithin: (wantsWithin: boolean) => void
  onSearch: (search: Search | null) => void
}

/** Part of an email, a customer id or an answer; it runs on Enter or on the magnifying glass, never while typing. */
export function SearchBox({ search, isNarrowed, wantsWithin, onWantsWithin, onSearch }: SearchBoxProps) {
  const applied = search?.text ?? ""
  const [draft, setDraft] = useState(applied)
  const [lastApplied, setLastApplied] = useState(applied)
  if (lastApplied !== applied) {
    setLastApplied(applied)
    setDraft(applied)
  }
  const input = useRef<HTMLInputElement>(null)
  const noticeId = useId()
  useSlashKey(input)

  const isTooLong = draft.length > mostSearched
  const run = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isTooLong) return
    const text = tidySearch(draft)
    setDraft(text)
    if (text !== "") onSearch({ text, isWithin: search?.isWithin ?? (isNarrowed && wantsWithin) })
    else if (search) onSearch(null)
  }
  const clear = () => {
    setDraft("")
    if (search) onSearch(null)
    input.current?.focus()
  }
  // First what was typed and not run, then the search in force, then the box itself.
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    if (draft !== applied) setDraft(applied)
    else if (search) onSearch(null)
    else input.current?.blur()
  }

  return (
    <search className={classes.place}>
      <form onSubmit={run}>
        <div className={classes.box} data-invalid={isTooLong}>
          <UnstyledButton type="submit" className={classes.button ?? ""} aria-label="Search">
            <IconSearch size={16} stroke={1.75} aria-hidden />
          </UnstyledButton>
          <input
            ref={input}
            type="search"
            className={classes.input}
            placeholder="Email, customer ID or feedback"
            aria-label="Search sessions by email, customer ID or feedback"
            aria-keyshortcuts="/"
            aria-invalid={isTooLong}
            aria-describedby={isTooLong ? noticeId : undefined}
            enterKeyHint="search"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            dir="auto"
            value={draft}
            onChange={({ target }) => setDraft(target.value)}
            onKeyDown={leave}
          />
          {draft !== "" || search ? (
            <UnstyledButton className={classes.button ?? ""} aria-label="Clear search" onClick={clear}>
              <IconX size={16} stroke={1.75} aria-hidden />
            </UnstyledButton>
          ) : (
            <kbd className={classes.key} aria-hidden>
              /
            </kbd>
          )}
        </div>
        {isTooLong && (
          <p id={noticeId} className={classes.notice} role="alert">
            A search takes at most {digits.format(mostSearched)} characters. This text has{" "}
            {digits.format(draft.length)}.
          </p>
        )}
        {isNarrowed && draft.trim() !== "" && !search && !isTooLong && (
          <div className={classes.reach}>
            <WithinSwitch isOn={wantsWithin} onChange={onWantsWithin} />
          </div>
        )}
      </form>
    </search>
  )
}

/** `/` leads to the field, and what stands in it is typed over. */
function useSlashKey(field: RefObject<HTMLInputElement | null>): void {
  usePageKey(
    "/",
    useCallback(() => {
      field.current?.focus()
      field.current?.select()
    }, [field]),
  )
}
