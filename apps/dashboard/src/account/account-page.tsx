import { PageHeader } from "../shell/page-header.tsx"
import classes from "./account.module.css"
import { LoginsSection } from "./logins-section.tsx"
import { NameSection } from "./name-section.tsx"
import { PasswordSection } from "./password-section.tsx"
import { TwoFactorSection } from "./two-factor-section.tsx"
import { WeeklyMailSection } from "./weekly-mail-section.tsx"

/** What a person sees and changes of their own, in whichever workspace they are. */
export function AccountPage() {
  return (
    <>
      <PageHeader title="Your account" />
      <div className={classes.sections}>
        <NameSection />
        <PasswordSection />
        <div id="second-factor">
          <TwoFactorSection />
        </div>
        <LoginsSection />
        <div id="weekly-mail">
          <WeeklyMailSection />
        </div>
      </div>
    </>
  )
}
