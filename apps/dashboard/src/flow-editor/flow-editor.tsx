import { can } from "@holdfast/protocol"
import type { EditedFlow } from "@holdfast/protocol/dashboard"
import { UnstyledButton } from "@mantine/core"
import { startTransition, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { Notice } from "../parts/notice.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { ClashNotice } from "./clash-notice.tsx"
import { EditingProvider, FaultProvider } from "./editor-context.ts"
import { EditorHead } from "./editor-head.tsx"
import { choiceOf, type EditorPlace, type PlacedFault, slotNames } from "./fault-places.ts"
import classes from "./flow-editor.module.css"
import { focusField } from "./focus-field.ts"
import { firstLanguage, languageOfField } from "./languages/language-choices.ts"
import { LanguagePanel } from "./languages/language-panel.tsx"
import { translatedPlace } from "./languages/translated-place.ts"
import { LeaveGuard } from "./leave-guard.tsx"
import { FlowPreview } from "./preview/flow-preview.tsx"
import { PublishDialog } from "./publish/publish-dialog.tsx"
import { SegmentPanel } from "./segment/segment-panel.tsx"
import { SlotList } from "./slot-list.tsx"
import { isSlotOn, SlotSwitch } from "./slot-switch.tsx"
import { SettingsPanel } from "./steps/settings-panel.tsx"
import { StepPanel } from "./steps/step-panel.tsx"
import { useDraft } from "./use-draft.ts"
import { useFigures } from "./use-figures.ts"
import { useGrowingCount } from "./use-growing-count.ts"

const placeTitles = {
  ...slotNames,
  languages: "Languages",
  settings: "Look and settings",
  segment: "Who sees it",
}

/** The document in the middle, its slots to the left, and to the right what a customer sees of it. */
export function FlowEditor({ start }: { start: EditedFlow }) {
  const { appId, role } = usePlace().workspace
  const isReadOnly = !can(role, "flow:edit") || start.flow.archivedAt !== null
  const draft = useDraft(appId, start, isReadOnly)
  const { content, edited, edit } = draft
  const { flow, live } = edited
  const [place, setPlace] = useState<EditorPlace>("SURVEY")
  const [openChoice, setOpenChoice] = useState<string | null>(null)
  const [chosenLanguage, setLanguage] = useState<string | null>(null)
  const [isPublishing, setIsPublishing] = useState(false)
  /** The part whose field has the focus, so that the preview can show it. */
  const [focused, setFocused] = useState<string | null>(null)

  // what is seen beside the field may come a moment after the key
  const settled = useDeferredValue(content)
  // one after the other: what there is, what is typed into, what a customer sees of it
  const drawn = useGrowingCount(1, 3, 1)
  const { faults, differences } = useFigures(content, live)
  const byField = useMemo(() => new Map(faults.toReversed().map((each) => [each.field, each])), [faults])
  const editing = useMemo(() => ({ isReadOnly, edit }), [isReadOnly, edit])

  const language = chosenLanguage ?? firstLanguage(settled)
  const openedChoice = openChoice ?? choiceOf(settled, focused?.split(":")[0] ?? null)

  const title = flow.arm === "variant" ? `${flow.name}, variant` : flow.name
  const header = useMemo(() => <PageHeader title={title} />, [title])

  const publish = useCallback(() => setIsPublishing(true), [])
  const goTo = useCallback(({ place, choice, field }: PlacedFault) => {
    flushSync(() => {
      setIsPublishing(false)
      setPlace(place)
      if (choice !== null) setOpenChoice(choice)
      const inLanguage = languageOfField(field)
      if (inLanguage !== null) setLanguage(inLanguage)
    })
    return focusField(field)
  }, [])

  const keys = useRef((_: globalThis.KeyboardEvent) => {})
  useEffect(() => {
    keys.current = (event) => {
      if (isReadOnly || !(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      const isUndo = key === "z" && !event.shiftKey
      const isRedo = (key === "z" && event.shiftKey) || key === "y"
      if (!isUndo && !isRedo) return
      event.preventDefault()
      if (isUndo) draft.undo()
      else draft.redo()
    }
  })
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => keys.current(event)
    window.addEventListener("keydown", press)
    return () => window.removeEventListener("keydown", press)
  }, [])

  return (
    <EditingProvider value={editing}>
      <FaultProvider value={byField}>
        {header}
        <EditorHead draft={draft} isReadOnly={isReadOnly} differences={differences} onPublish={publish} />
        <div className={classes.notes}>
          {flow.archivedAt !== null && (
            <Notice tone="calm" title="This flow is archived: nobody sees it, and it is not edited." />
          )}
          {draft.note !== null && (
            <Notice
              tone="calm"
              title={draft.note}
              action={
                <UnstyledButton c="var(--mantine-color-anchor)" onClick={draft.hideNote}>
                  All right
                </UnstyledButton>
              }
            />
          )}
          {draft.clashes.map((clash) => (
            <ClashNotice
              key={clash.id}
              clash={clash}
              content={content}
              onChoose={(value) => draft.choose(clash, value)}
            />
          ))}
        </div>
        <div className={classes.body}>
          <SlotList
            content={settled}
            faults={faults}
            place={place}
            hasSegment={flow.segment !== null}
            onPlace={setPlace}
          />
          <section
            className={classes.panel}
            aria-labelledby="panel-title"
            onBlur={draft.pause}
            onFocus={({ target }) => {
              const field = target.closest<HTMLElement>("[data-field]")?.dataset.field ?? null
              startTransition(() => setFocused(field))
            }}
          >
            <div className={classes.title}>
              <h2 id="panel-title">{placeTitles[place]}</h2>
              <SlotSwitch place={place} isOn={isSlotOn(content, place)} />
            </div>
            {drawn < 2 ? null : place === "languages" ? (
              <LanguagePanel
                content={content}
                language={language}
                name={flow.name}
                onLanguage={setLanguage}
              />
            ) : place === "settings" ? (
              <SettingsPanel content={content} />
            ) : place === "segment" ? (
              flow.segment && <SegmentPanel segment={flow.segment} onChanged={draft.readAgain} />
            ) : (
              <StepPanel
                content={content}
                slot={place}
                openChoice={openChoice}
                onOpenChoice={setOpenChoice}
              />
            )}
          </section>
          <aside className={classes.side} aria-label="Preview">
            {drawn >= 3 && (
              <FlowPreview
                content={settled}
                {...(place === "languages"
                  ? {
                      ...translatedPlace(settled, focused),
                      language: languageOfField(focused ?? "") ?? language,
                    }
                  : {
                      place,
                      choice: place === "SURVEY" ? openedChoice : null,
                      field: focused,
                      language: null,
                    })}
              />
            )}
          </aside>
        </div>
        <PublishDialog
          isOpen={isPublishing}
          draft={draft}
          faults={faults}
          onFault={goTo}
          onClose={() => setIsPublishing(false)}
        />
        <LeaveGuard isSaved={draft.isSaved} flush={draft.flush} />
      </FaultProvider>
    </EditingProvider>
  )
}
