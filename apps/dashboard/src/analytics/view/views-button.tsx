import { UnstyledButton, type UnstyledButtonProps, VisuallyHidden } from "@mantine/core"
import { IconBookmark, IconChevronDown } from "@tabler/icons-react"
import type { ComponentPropsWithRef } from "react"
import { readableText } from "../../parts/readable-text.ts"
import type { AppliedView } from "./applied-view.ts"
import classes from "./saved-views.module.css"

interface ViewsButtonProps
  extends UnstyledButtonProps,
    Omit<ComponentPropsWithRef<"button">, keyof UnstyledButtonProps> {
  applied: AppliedView | null
}

/** Which view is applied, and whether the screen still shows it as it was kept. */
export function ViewsButton({ applied, ...props }: ViewsButtonProps) {
  return (
    <UnstyledButton
      {...props}
      className={classes.button ?? ""}
      data-applied={applied !== null || undefined}
      data-edited={applied?.isEdited || undefined}
      title={applied ? (readableText(applied.view.name) ?? undefined) : undefined}
    >
      <IconBookmark size={16} stroke={1.75} aria-hidden />
      {applied ? (
        <>
          <VisuallyHidden>View: </VisuallyHidden>
          <bdi className={classes.name}>{readableText(applied.view.name)}</bdi>
          {applied.isEdited && <span className={classes.edited}>Edited</span>}
        </>
      ) : (
        <span className={classes.word}>Views</span>
      )}
      <IconChevronDown size={14} stroke={1.75} aria-hidden />
    </UnstyledButton>
  )
}
