import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { icons } from "./icons.ts";

const here = import.meta.dirname;

/** Emit the icons that the screens use as one sprite: `icons.svg#name`. */
function sprite(): Plugin {
  const set = dirname(createRequire(import.meta.url).resolve("bootstrap-icons/package.json"));
  const symbol = (name: string): string =>
    readFileSync(join(set, "icons", `${name}.svg`), "utf8")
      .replace(/<svg[^>]*viewBox="([^"]*)"[^>]*>/, `<symbol id="${name}" viewBox="$1">`)
      .replace("</svg>", "</symbol>");
  return {
    name: "sprite",
    generateBundle() {
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${icons.map(symbol).join("")}</svg>`;
      this.emitFile({ type: "asset", fileName: "icons.svg", source });
    },
  };
}

export default defineConfig({
  root: here,
  plugins: [sprite()],
  css: {
    preprocessorOptions: {
      // Bootstrap 5 is still written with @import; the warnings are its, not ours.
      scss: { quietDeps: true, silenceDeprecations: ["import"], loadPaths: [join(here, "../node_modules")] },
    },
  },
  build: {
    outDir: join(here, "../anlin/config/static/dist"),
    emptyOutDir: true,
    target: "es2020",
    cssTarget: "chrome87",
    rollupOptions: {
      input: join(here, "anlin.ts"),
      output: { entryFileNames: "anlin.js", assetFileNames: "anlin[extname]" },
    },
  },
});
