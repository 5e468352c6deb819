import { type RefObject, useCallback } from "react"
import { usePageKey } from "../../parts/use-page-key.ts"

/** `/` leads to the field, and what stands in it is typed over. */
export function useSlashKey(field: RefObject<HTMLInputElement | null>): void {
  usePageKey(
    "/",
    useCallback(() => {
      field.current?.focus()
      field.current?.select()
    }, [field]),
  )
}
