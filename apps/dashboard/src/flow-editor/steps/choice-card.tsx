import { type Offer, offerLine, type SurveyChoice, termsInBlueprint } from "@holdfast/protocol/flow"
import { ActionIcon, UnstyledButton } from "@mantine/core"
import { IconChevronRight, IconCornerDownRight, IconTrash } from "@tabler/icons-react"
import { memo } from "react"
import { MoveButtons, MoveGrip, type Mover, movableRow } from "../../parts/use-moving.tsx"
import { useEditing, useFaults, usePart } from "../editor-context.ts"
import { CopyField } from "../fields/copy-field.tsx"
import { FollowUpFields } from "./follow-up-fields.tsx"
import { PartOffer } from "./part-offer.tsx"
import classes from "./steps.module.css"

interface ChoiceCardProps {
  choice: SurveyChoice
  place: number
  count: number
  isOpen: boolean
  isDragged: boolean
  mover: Mover
  onOpen: (guid: string | null) => void
  onDelete: (guid: string) => void
}

/** A reason to cancel: its words, and behind them what it leads to. */
export const ChoiceCard = memo(function ChoiceCard({
  choice,
  place,
  count,
  isOpen,
  isDragged,
  mover,
  onOpen,
  onDelete,
}: ChoiceCardProps) {
  const { guid, value } = choice
  const { isReadOnly } = useEditing()
  const part = usePart<SurveyChoice>(guid)
  const hasFault = useHasFault(guid)
  const name = value.trim() || `choice ${place + 1}`
  return (
    <li className={classes.choice} {...(!isReadOnly && movableRow(mover, guid, isDragged))}>
      <div className={classes.head}>
        {isReadOnly ? <span /> : <MoveGrip mover={mover} id={guid} />}
        <CopyField
          guid={guid}
          field="value"
          label={`Choice ${place + 1}`}
          isLabelHidden
          value={value}
          onChange={(text) => part.change((now) => ({ ...now, value: text }), "value")}
        />
        {!isReadOnly && (
          <span className={classes.tools}>
            <MoveButtons mover={mover} id={guid} name={name} place={place} count={count} />
            <ActionIcon size={28} aria-label={`Delete ${name}`} onClick={() => onDelete(guid)}>
              <IconTrash size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
          </span>
        )}
      </div>
      <UnstyledButton
        className={classes.leads ?? ""}
        aria-expanded={isOpen}
        aria-label={`What ${name} leads to: ${leadWords(choice)}`}
        onClick={() => onOpen(isOpen ? null : guid)}
      >
        {isOpen ? (
          <IconChevronRight size={14} stroke={1.75} aria-hidden style={{ rotate: "90deg" }} />
        ) : (
          <IconCornerDownRight size={14} stroke={1.75} aria-hidden />
        )}
        {leadWords(choice)}
        {hasFault && <span className={classes.mark}>· needs a look</span>}
      </UnstyledButton>
      {isOpen && (
        <div className={classes.inside}>
          <FollowUpFields choice={choice} />
          <PartOffer part={choice} label="Offer for this reason" />
        </div>
      )}
    </li>
  )
})

/** `asks · 20% off for 3 months`. An offer that only some answers raise is not the reason's own. */
function leadWords({ followup, offer }: SurveyChoice): string {
  const offering = followup?.options.filter((option) => option.offer).length ?? 0
  const asks = offering === 0 ? "asks" : `asks, with ${offering === 1 ? "an offer" : `${offering} offers`}`
  const words = [followup && asks, offer && offerWords(offer)].filter(Boolean)
  return words.length === 0 ? "goes on" : words.join(" · ")
}

const offerWords = (offer: Offer) => offerLine(termsInBlueprint(offer))

/** Of what is inside: the words of the choice itself say their own. */
function useHasFault(guid: string): boolean {
  return [...useFaults().values()].some(
    ({ choice, field, isHint }) => choice === guid && !isHint && field !== `${guid}:value`,
  )
}
