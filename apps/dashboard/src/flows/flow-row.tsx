import type { FlowSummary } from "@holdfast/protocol/dashboard"
import { ActionIcon, Checkbox, Menu } from "@mantine/core"
import { IconDots } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { testLine } from "../ab-tests/ab-test-words.ts"
import quiet from "../parts/quiet-link.module.css"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { useWanted } from "../parts/use-wanted.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { statusLine } from "./flow-row-words.ts"
import classes from "./flows-page.module.css"
import type { FlowsState } from "./use-flows.ts"

/** What can be done with a row. */
export interface RowActs {
  state: FlowsState
  canEdit: boolean
  /**
   * Does it, and says on the page where it did not work. `withTest` is what is asked where an A/B test is in the way.
   */
  attempt: (action: () => Promise<unknown>, what: string, withTest?: EndingTest) => Promise<void>
}

/** An action that ends the A/B test which keeps it from being done. */
export interface EndingTest {
  button: string
  action: () => Promise<unknown>
}

interface FlowRowProps extends RowActs {
  flow: FlowSummary
  grip?: ReactNode
  moves?: ReactNode
}

/** A flow: its name, which leads to the editor, and its state in one line. */
export function FlowRow({ flow, state, canEdit, attempt, grip, moves }: FlowRowProps) {
  const { id, segment, archivedAt, arm } = flow
  const name = shorten(readableText(flow.name) ?? "A flow without a name", 200)
  const isArchived = archivedAt !== null
  // a variant has no say of its own: it is on, and goes, with its test
  const isVariant = arm === "variant"
  const test = flow.abTest && state.tests.find((each) => each.id === flow.abTest?.id)
  const turning = useWanted(segment?.enabled ?? false, async (enabled) => {
    if (!segment) return
    await attempt(() => state.change(segment.id, { enabled }), `turn the segment ${enabled ? "on" : "off"}`, {
      button: "End the test and turn it off",
      action: () => state.change(segment.id, { enabled, endAbTest: true }),
    })
  })
  return (
    <div className={classes.flow} data-below={isVariant && canEdit}>
      {grip}
      <div className={classes.words}>
        <p className={classes.name}>
          <Link
            to="/flows/$flowId"
            params={{ flowId: id }}
            search={keepWorkspace}
            className={quiet.link ?? ""}
          >
            <bdi>{name}</bdi>
          </Link>
          {arm !== null && <span className={classes.mark}>{arm}</span>}
        </p>
        {flow.abTest && !isVariant && (
          <p>
            <Link
              to="/flows/ab-tests/$testId"
              params={{ testId: flow.abTest.id }}
              search={keepWorkspace}
              className={classes.test ?? ""}
            >
              {test ? testLine(test) : "A/B test"}
            </Link>
          </p>
        )}
        <p className={classes.note}>{statusLine(flow)}</p>
      </div>
      <div className={classes.acts}>
        {segment && !isArchived && !isVariant && (
          <Checkbox
            label={turning.shown ? "On" : "Off"}
            aria-label={`${name} is on`}
            checked={turning.shown}
            disabled={!canEdit}
            onChange={(event) => turning.ask(event.currentTarget.checked)}
          />
        )}
        {moves}
        <Menu position="bottom-end" width={176}>
          <Menu.Target>
            <ActionIcon size={32} aria-label={`Actions for ${isVariant ? `${name}, variant` : name}`}>
              <IconDots size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component={Link}
              {...({ to: "/flows/$flowId/history", params: { flowId: id }, search: keepWorkspace } as object)}
            >
              History
            </Menu.Item>
            {canEdit && segment && !isArchived && flow.abTest === null && flow.live && (
              <Menu.Item
                component={Link}
                {...({
                  to: "/flows/$flowId/ab-test",
                  params: { flowId: id },
                  search: keepWorkspace,
                } as object)}
              >
                Start an A/B test
              </Menu.Item>
            )}
            {canEdit && segment && !isVariant && (
              <Menu.Item
                onClick={() =>
                  void attempt(
                    () => state.archive(id, isArchived),
                    isArchived ? "take the flow back" : "archive the flow",
                    {
                      button: "Give the test up and archive it",
                      action: () => state.archive(id, isArchived, { endAbTest: true }),
                    },
                  )
                }
              >
                {isArchived ? "Take it back" : "Archive"}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  )
}
