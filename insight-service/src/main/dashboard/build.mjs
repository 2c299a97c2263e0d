// Builds the page: the script of the first screen, one for each other screen, one style sheet, hashed names, gzip, and the closed
// table of files that the service serves.
// usage: node build.mjs <folder to write to>
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
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

const common = { bundle: true, minify: true, write: false, target: "es2022", legalComments: "none", charset: "utf8", logLevel: "warning" };
const script = { ...common, format: "esm", jsx: "automatic", jsxImportSource: "preact" };
const bundled = async (options) => (await build({ ...common, plugins: [compiledMessages], ...options })).outputFiles[0].text;

hashed("icon.svg", readFileSync("src/icon.svg", "utf8"));
const german = hashed("german.js", await bundled({ entryPoints: ["src/german.ts"], format: "esm" }));
hashed("manifest.webmanifest", filled(readFileSync("src/manifest.webmanifest", "utf8")));
const css = hashed("style.css", await bundled({ entryPoints: ["src/style.css"] }));

// A screen's script takes what the page's own script has from there, so that there is one of each; the page's own script cannot
// name the screens' for that, since each would have to be named after the other. The document names them.
const SCREENS = ["trends", "helps", "nudges", "studio", "me"];
const define = { GERMAN: JSON.stringify(names.get("german.js")) };
const external = [names.get("german.js")];

/** The page's own script, which gives out what is listed as the lines of a module. */
function page(given) {
  const stdin = { contents: ['import "./src/main.tsx";', ...given].join("\n"), resolveDir: process.cwd(), sourcefile: "page.js" };
  return build({ ...script, plugins: [compiledMessages], stdin, define, external, metafile: true });
}

/** The screens' scripts, with those modules elsewhere that the page's own script has. */
function screens(own, elsewhere, options) {
  const fromThePage = {
    name: "from-the-page",
    setup(scripts) {
      scripts.onResolve({ filter: /./ }, async ({ path, pluginData, ...rest }) => {
        if (pluginData === "asked" || rest.kind === "entry-point") return undefined;
        const found = await scripts.resolve(path, { importer: rest.importer, resolveDir: rest.resolveDir, kind: rest.kind, pluginData: "asked" });
        const name = relative(process.cwd(), found.path);
        return own.has(name) ? { path: elsewhere(name), external: true } : undefined;
      });
    },
  };
  const entryPoints = SCREENS.map((each) => `src/${each}.tsx`);
  return build({ ...script, plugins: [fromThePage, compiledMessages], entryPoints, splitting: true, outdir: target, entryNames: "[name]-[hash]", chunkNames: "shared-[hash]", ...options });
}

/** What the screens take of each module of the page. */
async function taken(own) {
  const found = new Map();
  const outputs = (await screens(own, (name) => `page:${name}`, { minify: false })).outputFiles;
  for (const [, what, module] of outputs.flatMap(({ text }) => [...text.matchAll(/^import ([^;]*?) from "page:([^"]+)";$/gm)])) {
    if (!what.startsWith("{")) throw new Error(`a screen takes ${what} of ${module}: name what is wanted of it`);
    const wanted = what.slice(1, -1).split(",").map((each) => each.trim().split(" as ")[0]);
    found.set(module, new Set([...(found.get(module) ?? []), ...wanted]));
  }
  const all = [...found.values()].flatMap((each) => [...each]);
  const twice = all.filter((each, at) => all.indexOf(each) !== at);
  if (twice.length > 0) throw new Error(`two modules of the page have ${twice}: a screen could not tell which is meant`);
  return [...found].map(([module, wanted]) => `export { ${[...wanted].sort().join(", ")} } from "./${module}";`).sort();
}

const own = new Set(Object.keys((await page([])).metafile.inputs));
const first = hashed("main.js", (await page(await taken(own))).outputFiles[0].text);
let later = german;
for (const { path, text } of (await screens(own, () => names.get("main.js"), {})).outputFiles) {
  const name = basename(path); // esbuild's hash is of all that is in it
  const [kind] = name.split("-");
  names.set(SCREENS.includes(kind) ? kind : name, `/${name}`);
  later += write(`/${name}`, name, text, IMMUTABLE);
}
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
for (const [what, size, most] of [["script to the first screen", first, 45_000], ["all scripts", first + later, 110_000], ["style", css, 12_000]]) {
  if (size > most) throw new Error(`${what} is ${size} bytes, gzip; at most ${most}`);
}
console.log(`dashboard: script to the first screen ${first} bytes, all scripts ${first + later}, style ${css}, gzip`);
