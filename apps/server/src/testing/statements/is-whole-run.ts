import type { TestProject } from "vitest/node"

/** Whether all tests of a project ran, and none failed. */
export async function isWholeRun(project: TestProject): Promise<boolean> {
  const { testFiles } = await project.globTestFiles()
  const { state } = project.vitest
  const run = state.getTestModules().filter((module) => module.project === project)
  const isWhole = run.length === testFiles.length && !project.config.testNamePattern
  return isWhole && state.getCountOfFailedTests() === 0
}
