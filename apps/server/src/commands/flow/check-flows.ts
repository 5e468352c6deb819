import { readable } from "../readable.ts"
import { checkFolder } from "./check-folder.ts"
import { type FileFault, readFolder } from "./flow-folder.ts"

interface CheckCommand {
  dir: string
  say: (line: string) => void
  /** For faults. */
  complain: (line: string) => void
}

/** `holdfast flow check`: says every fault of a folder of flows, without a server. Answers the exit code. */
export async function checkFlows({ dir, say, complain }: CheckCommand): Promise<number> {
  const folder = readFolder(dir)
  const { faults, publishing, shared } = checkFolder(folder)
  const tell = ({ path, sentence }: FileFault) => `${readable(path)}: ${readable(sentence)}`
  const all = [...faults, ...publishing]
  for (const fault of all) complain(tell(fault))
  for (const part of shared) say(`Note: ${tell(part)}`)
  if (all.length === 0)
    say(`${folder.flows.length} ${folder.flows.length === 1 ? "flow" : "flows"}, no faults`)
  return all.length > 0 ? 1 : 0
}
