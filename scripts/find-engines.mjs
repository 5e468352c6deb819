// Where Debian's packages `firefox-esr`, `webkit2gtk-driver` and `xvfb` put what the suites of `e2e/engines` start.
import { existsSync } from "node:fs"

const engines = {
  "firefox-esr": process.env.HOLDFAST_FIREFOX ?? "/usr/bin/firefox-esr",
  "webkit2gtk-driver": process.env.HOLDFAST_WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver",
  xvfb: "/usr/bin/Xvfb",
}

/** The packages that are not on this machine. */
export const missingEngines = () => Object.keys(engines).filter((name) => !existsSync(engines[name]))
