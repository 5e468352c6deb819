import type { Engine } from "./engine.ts"
import { startFirefox } from "./firefox.ts"
import { startWebkit } from "./webkit.ts"

export type EngineName = "firefox" | "webkit"

export const startEngine = (name: EngineName): Promise<Engine> =>
  name === "firefox" ? startFirefox() : startWebkit()
