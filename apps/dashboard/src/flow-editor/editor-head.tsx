import type { EditedFlow } from "@holdfast/protocol/dashboard"
import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core"
import { IconArrowBackUp, IconArrowForwardUp, IconDots } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { memo, useCallback, useState } from "react"
import { discardDraft } from "../api/flows.ts"
import { AllowedButton } from "../parts/allowed-button.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { Notice } from "../parts/notice.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { usePlace } from "../shell/workspace.ts"
import { differenceWords, liveWords } from "./editor-words.ts"
import classes from "./flow-editor.module.css"
import { SaveLine } from "./save-line.tsx"
import type { Draft } from "./use-draft.ts"

interface EditorHeadProps {
  draft: Draft
  isReadOnly: boolean
  /** null until it is known. */
  differences: number | null
  onPublish: () => void
}

/** What is live, how far the draft is from it, whether it is saved, and what can be done with it. */
export function EditorHead({ draft, isReadOnly, differences, onPublish }: EditorHeadProps) {
  const { appId } = usePlace().workspace
  const { edited, saveState, people, canUndo, canRedo, undo, redo, flush, replace, revision } = draft
  const { flow, live } = edited
  const [fault, setFault] = useState<string | null>(null)
  const discard = useCallback(async () => {
    setFault(null)
    try {
      await flush()
      replace(await discardDraft(appId, flow.id, revision()))
    } catch (error) {
      setFault(faultWords(error as Error, "discard the draft"))
    }
  }, [appId, flow.id, flush, replace, revision])
  return (
    <>
      <div className={classes.head}>
        <p className={classes.status}>
          {flow.abTest && (
            <span>
              <Link
                to="/flows/ab-tests/$testId"
                params={{ testId: flow.abTest.id }}
                search={keepWorkspace}
                className={classes.test ?? ""}
              >
                {flow.arm === "variant" ? "Variant" : "Control"} of{" "}
                <bdi>{shorten(readableText(flow.abTest.name) ?? "an A/B test", 80)}</bdi>
              </Link>
            </span>
          )}
          <span>{liveWords(live)}</span>
          {differences !== null && <span>{differenceWords(differences, live)}</span>}
          {isReadOnly ? <span>You read only</span> : <SaveLine shown={saveState} />}
        </p>
        <Acts
          flow={flow}
          people={people}
          isReadOnly={isReadOnly}
          canUndo={canUndo}
          canRedo={canRedo}
          canDiscard={live ? (differences ?? 0) > 0 : null}
          onUndo={undo}
          onRedo={redo}
          onDiscard={discard}
          onPublish={onPublish}
        />
      </div>
      {fault !== null && (
        <div className={classes.notes}>
          <Notice tone="fault" role="alert" title={fault} />
        </div>
      )}
    </>
  )
}

interface ActsProps {
  flow: EditedFlow["flow"]
  people: Draft["people"]
  isReadOnly: boolean
  canUndo: boolean
  canRedo: boolean
  /** null where nothing is live that one could go back to. */
  canDiscard: boolean | null
  onUndo: () => void
  onRedo: () => void
  onDiscard: () => Promise<void>
  onPublish: () => void
}

/** The same for most keys that are typed, which is why they are not drawn again with each. */
const Acts = memo(function Acts({
  flow,
  people,
  isReadOnly,
  canUndo,
  canRedo,
  canDiscard,
  onUndo,
  onRedo,
  onDiscard,
  onPublish,
}: ActsProps) {
  const others = people.filter(({ isMe }) => !isMe)
  return (
    <div className={classes.acts}>
      {others.length > 0 && (
        <ul className={classes.here} aria-label="Who else is here">
          {others.map(({ id, name }) => (
            <li key={id}>
              <Tooltip label={`${name} has this flow open`}>
                <span className={classes.person} aria-label={`${name} has this flow open`} role="img">
                  {initials(name)}
                </span>
              </Tooltip>
            </li>
          ))}
        </ul>
      )}
      {!isReadOnly && (
        <>
          <ActionIcon
            size={36}
            aria-label="Undo"
            aria-disabled={!canUndo}
            className={classes.step ?? ""}
            onClick={onUndo}
          >
            <IconArrowBackUp size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size={36}
            aria-label="Redo"
            aria-disabled={!canRedo}
            className={classes.step ?? ""}
            onClick={onRedo}
          >
            <IconArrowForwardUp size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </>
      )}
      <Button
        variant="default"
        component={Link}
        // the library's button does not know the addresses of the router
        {...({
          to: "/flows/$flowId/history",
          params: { flowId: flow.id },
          search: keepWorkspace,
        } as object)}
      >
        History
      </Button>
      {!isReadOnly && canDiscard !== null && (
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon size={36} aria-label="More">
              <IconDots size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item disabled={!canDiscard} onClick={() => void onDiscard()}>
              Discard the draft
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {flow.archivedAt === null && (
        <AllowedButton action="flow:edit" onClick={onPublish}>
          Publish…
        </AllowedButton>
      )}
    </div>
  )
})

const initials = (name: string) =>
  name
    .split(/\s+/)
    .flatMap((word) => [...word][0] ?? [])
    .slice(0, 2)
    .join("")
    .toUpperCase()
