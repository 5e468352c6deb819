import { Button } from "@mantine/core"
import classes from "./load-more.module.css"

/** Below a list that goes on: the next page of it. It keeps the focus while that is on its way. */
export function LoadMore({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  return (
    <div className={classes.foot}>
      <Button variant="default" aria-disabled={isLoading} onClick={onMore}>
        {isLoading ? "Loading…" : "Load More"}
      </Button>
    </div>
  )
}
