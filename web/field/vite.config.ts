import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import vue from "@vitejs/plugin-vue";
import { build, defineConfig, type Plugin } from "vite";

const here = import.meta.dirname;
const out = join(here, "../../anlin/config/static/dist/field");
const base = "/static/dist/field/";
const start = "/field/";

interface Kept {
  url: string;
  revision: string | null;
}

/** List what the service worker keeps: files that carry their hash need no other revision. */
function kept(): Kept[] {
  const revision = (name: string): string =>
    createHash("sha256").update(readFileSync(join(out, name))).digest("hex").slice(0, 16);
  const files = readdirSync(out, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|css|svg|png)$/.test(name) && name !== "sw.js")
    .map((name) => ({ url: base + name, revision: name.startsWith("assets/") ? null : revision(name) }));
  return [...files, { url: start, revision: revision("index.html") }];
}

/** Build the service worker once everything it keeps is written. */
function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    async closeBundle() {
      await build({
        configFile: false,
        root: here,
        logLevel: "warn",
        publicDir: false,
        define: { __FILES__: JSON.stringify(kept()), "process.env.NODE_ENV": '"production"' },
        build: {
          outDir: out,
          emptyOutDir: false,
          target: "es2020",
          rollupOptions: {
            input: join(here, "sw.ts"),
            output: { entryFileNames: "sw.js", format: "iife" },
          },
        },
      });
    },
  };
}

export default defineConfig({
  root: here,
  base,
  plugins: [vue(), serviceWorker()],
  define: { __VUE_OPTIONS_API__: "false" }, // no component of ours or of Vant's is written that way
  css: {
    preprocessorOptions: { scss: { loadPaths: [join(here, "../style")] } },
  },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2020",
    cssTarget: "chrome87",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
