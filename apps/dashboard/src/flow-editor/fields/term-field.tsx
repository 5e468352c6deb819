import type { FoundTerm } from "@holdfast/protocol/dashboard"
import { Autocomplete } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { modeLabels } from "../../analytics/view/view.ts"
import { type TermKind, termsQuery } from "../../api/billing.ts"
import { usePlace } from "../../shell/workspace.ts"
import classes from "./copy-field.module.css"
import { useFieldProps } from "./use-field-props.tsx"

interface TermFieldProps {
  guid: string
  field: string
  label: string
  kind: TermKind
  value: string
  onChange: (value: string) => void
  description?: string
  width?: number
}

/** The id of a coupon or a price. What the connected billing has is offered; any text can be typed, also while it is silent. */
export function TermField({ guid, field, kind, value, width, onChange, ...rest }: TermFieldProps) {
  const { appId } = usePlace().workspace
  const shared = useFieldProps(guid, field)
  // the id that is there finds but itself, so it is no search until somebody types
  const [search, setSearch] = useState<string | null>(null)
  const [asked] = useDebouncedValue(search, 200)
  const { data } = useQuery({
    ...termsQuery(appId, kind, asked ?? ""),
    enabled: search !== null && !shared.readOnly,
    placeholderData: keepPreviousData,
  })
  const terms = data?.terms ?? []
  return (
    <Autocomplete
      {...rest}
      {...shared}
      maw={width}
      maxLength={500}
      value={value}
      data={terms.map(({ id }) => id)}
      // the server has searched in more than the ids
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <TermOption id={option.value} term={terms.find(({ id }) => id === option.value)} />
      )}
      onFocus={() => setSearch("")}
      onBlur={() => setSearch(null)}
      onChange={(text) => {
        setSearch(text)
        onChange(text)
      }}
    />
  )
}

function TermOption({ id, term }: { id: string; term: FoundTerm | undefined }) {
  return (
    <span className={classes.term}>
      <bdi>{id}</bdi>
      {term && (
        <span className={classes.words}>
          {term.words} ({term.modes.map((mode) => modeLabels[mode]).join(", ")})
        </span>
      )}
    </span>
  )
}
