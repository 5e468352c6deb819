import type { SegmentAttribute } from "@holdfast/protocol/dashboard"
import type { SegmentRule } from "@holdfast/protocol/flow"
import { ActionIcon, NativeSelect, TextInput } from "@mantine/core"
import { IconTrash } from "@tabler/icons-react"
import { useId, useState } from "react"
import { useEditing } from "../editor-context.ts"
import { attributeName, newRule, operandName, operandsOf, ruleLack, withOperand } from "./rule-words.ts"
import classes from "./segment.module.css"

interface RuleRowProps {
  rule: SegmentRule
  number: number
  attributes: readonly SegmentAttribute[]
  onChange: (rule: SegmentRule) => void
  onDelete: () => void
}

/** One rule: an attribute, what is asked of it, and with which values. Values that occur are suggested. */
export function RuleRow({ rule, number, attributes, onChange, onDelete }: RuleRowProps) {
  const { isReadOnly } = useEditing()
  const known = attributes.find(({ attribute }) => attribute === rule.attribute)
  const type = known?.type ?? rule.type ?? "STRING"
  const values = known?.values ?? []
  const isList = rule.operand === "INCLUDES" || rule.operand === "NOT_INCLUDES"
  const lack = ruleLack({ ...rule, type })
  const operands = operandsOf(type)
  const all = attributes.map(({ attribute }) => ({ value: attribute, label: attributeName(attribute) }))
  // a rule may ask for what the last sessions did not have
  const options = known ? all : [{ value: rule.attribute, label: attributeName(rule.attribute) }, ...all]
  return (
    <fieldset className={classes.rule} aria-label={`Rule ${number}`}>
      <NativeSelect
        aria-label="Attribute"
        value={rule.attribute}
        data={options}
        disabled={isReadOnly}
        onChange={(event) => {
          const chosen = attributes.find(({ attribute }) => attribute === event.currentTarget.value)
          if (chosen) onChange(newRule(chosen))
        }}
      />
      <NativeSelect
        aria-label="Condition"
        value={rule.operand}
        data={[...new Set([...operands, rule.operand])].map((value) => ({
          value,
          label: operandName(value, type),
        }))}
        disabled={isReadOnly}
        onChange={(event) => {
          const operand = operands.find((each) => each === event.currentTarget.value)
          if (operand) onChange(withOperand(rule, operand))
        }}
      />
      {isList ? (
        <ValueList
          values={rule.value}
          suggestions={values}
          onChange={(value) => onChange({ ...rule, value })}
        />
      ) : (
        <span className={classes.bounds}>
          {rule.value.map((value, at) => (
            <TextInput
              // biome-ignore lint/suspicious/noArrayIndexKey: the first is always the lower one
              key={at}
              aria-label={rule.value.length === 1 ? "Value" : at === 0 ? "From" : "To"}
              type={type === "DATE" ? "date" : "text"}
              inputMode={type === "DATE" ? undefined : "decimal"}
              value={value}
              readOnly={isReadOnly}
              onChange={(event) => {
                const text = event.currentTarget.value
                onChange({ ...rule, value: rule.value.map((each, i) => (i === at ? text : each)) })
              }}
            />
          ))}
        </span>
      )}
      {!isReadOnly && (
        <ActionIcon size={36} aria-label={`Delete rule ${number}`} onClick={onDelete}>
          <IconTrash size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
      {lack !== null && !isReadOnly && <p className={classes.lack}>{lack}</p>}
    </fieldset>
  )
}

interface ValueListProps {
  values: readonly string[]
  suggestions: SegmentAttribute["values"]
  onChange: (values: string[]) => void
}

/** Values as chips. Enter or a suggestion adds one; a value that is typed and left counts too. */
function ValueList({ values, suggestions, onChange }: ValueListProps) {
  const { isReadOnly } = useEditing()
  const [text, setText] = useState("")
  const list = useId()
  const add = (value: string) => {
    const clean = value.trim()
    setText("")
    if (clean !== "" && !values.includes(clean)) onChange([...values, clean])
  }
  return (
    <div className={classes.values}>
      {values.map((value) => (
        <span key={value} className={classes.value}>
          <bdi>{value}</bdi>
          {!isReadOnly && (
            <button
              type="button"
              className={classes.remove}
              aria-label={`Take out ${value}`}
              onClick={() => onChange(values.filter((each) => each !== value))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {!isReadOnly && (
        <>
          <TextInput
            aria-label="Add a value"
            placeholder="Add a value"
            className={classes.add ?? ""}
            list={list}
            autoComplete="off"
            maxLength={500}
            value={text}
            onChange={(event) => {
              const next = event.currentTarget.value
              // browsers tell a suggestion that was chosen apart by its being there at once
              const isChosen =
                next.length > text.length + 1 && suggestions.some(({ value }) => value === next)
              if (isChosen) add(next)
              else setText(next)
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return
              event.preventDefault()
              add(text)
            }}
            onBlur={() => add(text)}
          />
          <datalist id={list}>
            {suggestions.map(({ value, sessions }) => (
              <option key={value} value={value}>
                {sessions} sessions
              </option>
            ))}
          </datalist>
        </>
      )}
    </div>
  )
}
