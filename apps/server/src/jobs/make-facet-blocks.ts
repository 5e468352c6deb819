import { listWorkspaces } from "../account/workspaces.ts"
import { updateFacetBlocks } from "../session/facet-blocks/update-facet-blocks.ts"
import type { Job } from "./job.ts"

/** Keeps the facet blocks of every workspace up to date. */
export const makeFacetBlocks: Job = {
  name: "update-facet-blocks",
  isEachMinute: true,
  async run({ database, log }) {
    for (const { id } of await listWorkspaces(database.db)) {
      const made = await updateFacetBlocks(database, id, new Date())
      if (made > 0) log.info({ workspace: id, made }, "made facet blocks")
    }
  },
}
