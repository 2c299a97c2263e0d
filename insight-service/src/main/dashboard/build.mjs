// Builds the page: one script, one style sheet, hashed names, gzip, and the closed table of files that the service serves.
// usage: node build.mjs <folder to write to>
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { compiledMessages } from "./messages.mjs";

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error("say which folder to write to");
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  svg: "image/svg+xml",
  webmanifest: "application/manifest+json",
};
const IMMUTABLE = "public, max-age=31536000, immutable";
const ASK_AGAIN = "no-cache";
const table = [];
const names = new Map();

function write(path, name, content, cache) {
  const bytes = Buffer.from(content);
  writeFileSync(join(target, name), bytes);
  const packed = gzipSync(bytes, { level: 9 });
  writeFileSync(join(target, `${name}.gz`), packed);
  table.push([path, name, TYPES[name.split(".").pop()], cache].join("\t"));
  return packed.length;
}

/** Under a name that says what is in it. */
function hashed(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const own = name.replace(/\.([a-z]+)$/, `-${hash}.$1`);
  names.set(name, `/${own}`);
  return write(`/${own}`, own, content, IMMUTABLE);
}

function filled(text) {
  return text.replaceAll(/\{\{([^}]+)\}\}/g, (_, name) => names.get(name) ?? fail(name));
}

function fail(name) {
  throw new Error(`${name} is not built`);
}

const common = { bundle: true, minify: true, write: false, target: "es2022", legalComments: "none", charset: "utf8", logLevel: "warning", plugins: [compiledMessages] };
const bundled = async (options) => (await build({ ...common, ...options })).outputFiles[0].text;

hashed("icon.svg", readFileSync("src/icon.svg", "utf8"));
const chart = await bundled({ entryPoints: ["src/chart.ts"], format: "esm" });
const chartSize = hashed("chart.js", chart);
const german = hashed("german.js", await bundled({ entryPoints: ["src/german.ts"], format: "esm" }));
hashed("manifest.webmanifest", filled(readFileSync("src/manifest.webmanifest", "utf8")));
const css = hashed("style.css", await bundled({ entryPoints: ["src/style.css"] }));
const script = hashed(
  "main.js",
  await bundled({ entryPoints: ["src/main.tsx"], format: "esm", jsx: "automatic", jsxImportSource: "preact", define: { CHART: JSON.stringify(names.get("chart.js")), GERMAN: JSON.stringify(names.get("german.js")) }, external: [names.get("chart.js"), names.get("german.js")] }),
);
write("/", "index.html", filled(readFileSync("src/index.html", "utf8")), ASK_AGAIN);
const shell = ["/", "/config.json", ...names.values()];
const version = createHash("sha256").update(shell.join()).digest("hex").slice(0, 12);
write(
  "/worker.js",
  "worker.js",
  await bundled({
    entryPoints: ["src/worker.ts"],
    format: "iife",
    define: { SHELL: JSON.stringify(shell), VERSION: JSON.stringify(version) },
  }),
  ASK_AGAIN,
);
// Their licences ask to be passed on with them.
const shipped = ["preact", "@preact/signals", "@preact/signals-core", "idb", "oauth4webapi", "uplot"];
const licence = (name) => ["LICENSE", "LICENSE.md"].map((file) => `node_modules/${name}/${file}`).find(existsSync) ?? fail(`the licence of ${name}`);
write("/licences.txt", "licences.txt", shipped.map((name) => `${name}\n\n${readFileSync(licence(name), "utf8")}`).join("\n\n"), ASK_AGAIN);

writeFileSync(join(target, "files.tsv"), `${table.join("\n")}\n`);
for (const [what, size, most] of [["script to the first screen", script, 45_000], ["all scripts", script + chartSize + german, 110_000], ["style", css, 12_000]]) {
  if (size > most) throw new Error(`${what} is ${size} bytes, gzip; at most ${most}`);
}
console.log(`dashboard: script ${script} bytes, chart ${chartSize}, german ${german}, style ${css}, gzip`);
