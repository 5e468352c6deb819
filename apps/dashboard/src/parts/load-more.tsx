import { Button } from "@mantine/core"
import classes from "./load-more.module.css"

interface LoadMoreProps {
  isLoading: boolean
  /** Nothing can be loaded now; so it is while it loads. */
  isBusy?: boolean
  onMore: () => void
  /** More attributes of the button. */
  rest?: Readonly<Record<`data-${string}`, boolean>>
}

/** Below a list that goes on: the next page of it. It keeps the focus while that is on its way. */
export function LoadMore({ isLoading, isBusy = isLoading, onMore, rest }: LoadMoreProps) {
  return (
    <div className={classes.foot}>
      <Button variant="default" aria-disabled={isBusy} onClick={onMore} {...rest}>
        {isLoading ? "Loading…" : "Load More"}
      </Button>
    </div>
  )
}
