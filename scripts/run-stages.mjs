// Runs the stages of `npm test` beside each other where the processor has room.
import { spawn } from "node:child_process"
import { availableParallelism } from "node:os"
import { delimiter, join } from "node:path"
import { root } from "./lib.mjs"

/**
 * @typedef {object} Stage
 * @property {string} title
 * @property {number} cores how many cores it keeps busy; it begins when so many are free
 * @property {string} [needs] the title of a stage that must have passed before
 * @property {(run: Run) => Promise<Counts>} work
 *
 * @typedef {{ passed: number, failed: number, names?: string[] }} Counts how many, and the names of those that failed, with what
 * they said
 *
 * @typedef {{ passed: number, failed: number, names: string[] }} Total each name with the title of its stage; one that names none
 * has the last lines that it printed
 *
 * @typedef {(command: string, args: string[], env?: Record<string, string>) => Promise<number>} Run
 * Runs a program and answers its exit code; a killed one counts as 1. What it prints is shown with its stage.
 */

/**
 * The stages begin in their order, as many at once as there are cores for. What a stage prints stays together: the
 * oldest that runs is shown as it goes, what the others print waits for their turn. One that breaks counts as failed, and
 * so does one whose need failed.
 * @param {readonly Stage[]} stages
 * @returns {Promise<Total>}
 */
export async function runStages(stages, cores = availableParallelism(), show = process.stderr) {
  const total = { passed: 0, failed: 0, names: [] }
  const waiting = [...stages]
  /** Titles of those that passed, and of those that did not. */
  const ended = { well: new Set(), badly: new Set() }
  /** Those that run or wait to be shown, the oldest first. */
  const screens = []
  const running = new Map()
  let free = cores

  const turn = () => {
    while (screens[0]?.isOver) screens.shift()?.flush()
    screens[0]?.flush()
  }

  const begin = (stage) => {
    const taken = Math.min(stage.cores, cores)
    free -= taken
    const screen = openScreen(show, () => screens[0] === screen)
    screens.push(screen)
    screen.write(`· ${stage.title}\n`)
    const work = worked(stage, screen).then(({ passed, failed, names = [] }) => {
      total.passed += passed
      total.failed += failed
      const named = failed > 0 && names.length === 0 ? [`${failed} failed\n${screen.lastLines()}`] : names
      total.names.push(...named.map((name) => `${stage.title}: ${name}`))
      ended[failed === 0 ? "well" : "badly"].add(stage.title)
      free += taken
      running.delete(stage)
      screen.isOver = true
      turn()
    })
    running.set(stage, work)
  }

  while (waiting.length > 0 || running.size > 0) {
    for (const stage of [...waiting]) {
      if (stage.needs && ended.badly.has(stage.needs)) {
        waiting.splice(waiting.indexOf(stage), 1)
        ended.badly.add(stage.title)
        total.failed++
        total.names.push(`${stage.title}: not run`)
        show.write(`· ${stage.title}: not run, because this failed: ${stage.needs}\n`)
      } else if ((!stage.needs || ended.well.has(stage.needs)) && Math.min(stage.cores, cores) <= free) {
        waiting.splice(waiting.indexOf(stage), 1)
        begin(stage)
      } else if (!stage.needs || ended.well.has(stage.needs)) {
        // those behind do not overtake one that waits for cores: it might wait for ever
        break
      }
    }
    if (running.size > 0) await Promise.race(running.values())
    else if (waiting.length > 0) throw new Error(`nothing brings what ${waiting[0].title} needs`)
  }
  return total
}

async function worked(stage, screen) {
  try {
    return await stage.work((command, args, env = {}) => runShown(screen, command, args, env))
  } catch (error) {
    screen.write(`${stage.title} broke: ${error instanceof Error ? error.stack : error}\n`)
    return { passed: 0, failed: 1 }
  }
}

const lastLineCount = 40

function openScreen(show, isFirst) {
  const kept = []
  let last = ""
  const screen = {
    isOver: false,
    write(text) {
      kept.push(text)
      last = `${last}${text}`.split("\n").slice(-lastLineCount).join("\n")
      if (isFirst()) screen.flush()
    },
    lastLines: () => last.trimEnd(),
    flush() {
      for (const text of kept.splice(0)) show.write(text)
    },
  }
  return screen
}

function runShown(screen, command, args, env) {
  return new Promise((done, fail) => {
    const path = [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter)
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, PATH: path, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    })
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => screen.write(text))
    child.on("error", fail)
    child.on("close", (code) => done(code ?? 1))
  })
}
