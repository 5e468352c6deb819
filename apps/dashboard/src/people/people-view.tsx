import { IconUserPlus } from "@tabler/icons-react"
import { useState } from "react"
import { AllowedButton } from "../parts/allowed-button.tsx"
import { Notice } from "../parts/notice.tsx"
import { problemWords } from "../parts/problem-words.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { InvitationList } from "./invitation-list.tsx"
import { MailNotice } from "./mail-notice.tsx"
import { MemberList } from "./member-list.tsx"
import { Ownership } from "./ownership.tsx"
import { type PeopleDialog, PeopleDialogs } from "./people-dialogs.tsx"
import classes from "./people-view.module.css"
import { type Run, usePeople } from "./use-people.ts"

/** What was done last, or did not work. */
type News =
  | { tone: "calm"; title: string }
  | { tone: "fault"; title: string; advice: string; id: string | null }

export function PeopleView() {
  const state = usePeople()
  const { me } = usePlace()
  const [news, setNews] = useState<News | null>(null)
  // what was asked stays while the dialog fades away
  const [dialog, setDialog] = useState<PeopleDialog>({ kind: "invite" })
  const [isAsking, setIsAsking] = useState(false)
  const ask = (next: PeopleDialog) => {
    setNews(null)
    setDialog(next)
    setIsAsking(true)
  }
  const run: Run = async (what, done, action) => {
    setNews(null)
    try {
      await action
      setNews({ tone: "calm", title: done })
    } catch (error) {
      setNews({ tone: "fault", ...problemWords(error, what) })
    }
  }
  return (
    <>
      <PageHeader title="People">
        <AllowedButton
          action="people:manage"
          leftSection={<IconUserPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => ask({ kind: "invite" })}
        >
          Invite
        </AllowedButton>
      </PageHeader>
      <div className={classes.page}>
        {!me.isMailConfigured && <MailNotice />}
        {news && (
          <Notice
            tone={news.tone}
            role={news.tone === "fault" ? "alert" : "status"}
            title={news.title}
            id={news.tone === "fault" ? news.id : null}
          >
            {news.tone === "fault" && news.advice}
          </Notice>
        )}
        <MemberList
          people={state.people}
          onRole={(member, role) => state.changeRole(member, role)}
          onSignOut={(member) => ask({ kind: "sign-out", member })}
          onRemove={(member) => ask({ kind: "remove", member })}
          run={run}
        />
        <InvitationList
          invitations={state.invitations}
          onResend={async (invitation) => ask({ kind: "sent", sent: await state.resend(invitation) })}
          onRevoke={state.revoke}
          run={run}
        />
        <Ownership people={state.people.data} onHandOver={() => ask({ kind: "hand-over" })} />
      </div>
      <PeopleDialogs
        dialog={dialog}
        isOpen={isAsking}
        state={state}
        onDialog={setDialog}
        onDone={(title) => {
          setIsAsking(false)
          setNews({ tone: "calm", title })
        }}
        onClose={() => setIsAsking(false)}
      />
    </>
  )
}
