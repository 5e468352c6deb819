import { updateFacetBlocks } from "../session/count/facet-blocks/update-facet-blocks.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** Keeps the facet blocks of every workspace up to date. */
export const makeFacetBlocks: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, "could not make facet blocks", async (workspace) => {
      const made = await updateFacetBlocks(services.database, workspace, new Date())
      if (made > 0) services.log.info({ workspace, made }, "made facet blocks")
    }),
}
