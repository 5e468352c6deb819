import { existsSync } from "node:fs"
import type { LaunchOptions } from "@playwright/test"

/** Another browser can be named; the system's is taken where there is one, else the runner's own. */
const system = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path))
const named = process.env.HOLDFAST_CHROMIUM ?? system

/**
 * A whole Chromium draws two hidden pages of its address bar for every window, that is for every test, which costs as
 * much processor time as the dashboard itself (1.7 s a test with them, 0.9 s without).
 */
const addressBar = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"]

/** What the runner turns off itself; a browser heeds only the last list that it is given. */
const ofRunner = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
]

/** How every suite starts its Chromium. */
export const chromium: LaunchOptions = {
  args: [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    `--disable-features=${[...ofRunner, ...addressBar].join(",")}`,
  ],
  ...(named === undefined ? {} : { executablePath: named }),
}
