import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type AuditScope, exportAudit } from "../api/audit.ts"
import { fileNameOf } from "../exports/download/file-name-of.ts"
import { saveBlob } from "../parts/save-blob.ts"

/** Takes what a scope holds as a file: whole, or not at all. */
export function useAuditExport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (scope: AuditScope) => {
      const response = await exportAudit(scope, new AbortController().signal)
      saveBlob(await response.blob(), fileNameOf(response.headers.get("content-disposition")))
    },
    // the export itself is in the log
    onSettled: () => client.invalidateQueries({ queryKey: ["audit"] }),
  })
}
