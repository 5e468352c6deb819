import { defineConfig } from "vite"

/**
 * The server's sources, without their types, as one script in `dist`; what they take from packages stays where it is.
 * `dist` lies as deep as `src`, so that what is found from there is found from here.
 */
export default defineConfig({
  root: import.meta.dirname,
  ssr: { noExternal: [/^@holdfast\//] },
  build: {
    ssr: "src/main.ts",
    target: "node24",
    minify: false,
    rolldownOptions: { output: { chunkFileNames: "[name].js" } },
  },
})
