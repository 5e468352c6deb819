import type { Mode } from "@holdfast/protocol"
import { modeLabels } from "../analytics/view/view.ts"
import missing from "../parts/missing-page.module.css"

/** Why there is nothing about a customer. */
export function NoProfile({ isOff, mode }: { isOff: boolean; mode: Mode }) {
  return (
    <div className={missing.words}>
      {isOff ? (
        <>
          <p>Customer profiles are switched off in this workspace.</p>
          <p>
            Whoever runs Holdfast turns them on with <code>holdfast workspace --customer-profiles on</code>.
          </p>
        </>
      ) : (
        <p>
          This customer has no {modeLabels[mode].toLowerCase()} session in this workspace. A profile appears
          as soon as they open your cancel flow; sessions of other modes are behind the switch above.
        </p>
      )}
    </div>
  )
}
