import type { RecordingSettings } from "@holdfast/protocol/dashboard"
import { useQuery } from "@tanstack/react-query"
import { recordingSettingsQuery } from "../api/recording-settings.ts"
import { ForRoles } from "../parts/for-roles.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { DeleteSection } from "./delete-section.tsx"
import { KeepForm } from "./keep-form.tsx"
import { NoticeChoice } from "./notice-choice.tsx"
import classes from "./recordings.module.css"
import { SettingSwitch } from "./setting-switch.tsx"

/** Whether runs are recorded, for how long that is kept and who may watch, and deleting: the owner's and the admins'. */
export function RecordingsPage() {
  return (
    <ForRoles action="recording:manage" title="Recordings">
      <Recordings />
    </ForRoles>
  )
}

function Recordings() {
  const { workspace } = usePlace()
  const { data, error, isFetching, refetch } = useQuery(recordingSettingsQuery(workspace.appId))
  return (
    <>
      <PageHeader title="Recordings" />
      {error && (
        <PageFault
          error={error}
          what="load what this workspace says of recordings"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <PageSkeleton what="what this workspace says of recordings" />}
      {data && <Sections settings={data} />}
    </>
  )
}

const Sections = ({ settings }: { settings: RecordingSettings }) => (
  <div className={classes.sections}>
    <p className={classes.lead}>
      A recording shows what a customer saw of the flow and did in it. What they typed is never in it, nor
      anything of the page around the flow.
    </p>
    <PageSection title="Recording">
      <div className={classes.part}>
        <SettingSwitch
          setting="isOn"
          isOn={settings.isOn}
          label="Record runs of the flow"
          description="Of customers who are vouched for, and whose browser asks neither for privacy nor to save data. Turned off, what is there stays until its time is over."
        />
        <NoticeChoice notice={settings.notice} />
      </div>
    </PageSection>
    <PageSection title="How long recordings are kept">
      {/* what was saved, here or elsewhere, is where the form begins anew */}
      <KeepForm key={settings.keepHours} keepHours={settings.keepHours} />
    </PageSection>
    <PageSection title="Who may watch">
      <div className={classes.part}>
        <p className={classes.dimmed}>
          Owners, Admins and Developers may watch in any case. Each look is in the audit log.
        </p>
        <SettingSwitch
          setting="membersWatch"
          action="recording:open-up"
          isOn={settings.membersWatch}
          label="Members may watch"
        />
        <SettingSwitch
          setting="viewersWatch"
          action="recording:open-up"
          isOn={settings.viewersWatch}
          label="Viewers may watch"
        />
      </div>
    </PageSection>
    <PageSection title="Delete recordings">
      <DeleteSection />
    </PageSection>
  </div>
)
