// What is built: the page's own script and one for each other screen, none of which has a second copy of what the page has.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

const folder = mkdtempSync(join(tmpdir(), "page-"));
execFileSync(process.execPath, ["build.mjs", folder], { stdio: ["ignore", "ignore", "inherit"] });
const files = Object.fromEntries(readdirSync(folder).filter((name) => !name.endsWith(".gz")).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
rmSync(folder, { recursive: true });
const scripts = Object.keys(files).filter((name) => name.endsWith(".js") && name !== "worker.js");
const main = scripts.find((name) => name.startsWith("main-"));
const listed = (text) => text.split(",").map((each) => each.split(/\s+as\s+/));

test("the document names a script for each screen but the first, and the worker keeps them all", () => {
  const named = [...files["index.html"].matchAll(/data-[a-z]+="\/([^"]+)"/g)].map((found) => found[1]);
  assert.deepEqual(named.map((name) => name.split("-")[0]), ["trends", "helps", "nudges", "studio", "me"]);
  for (const name of scripts) assert.ok(files["worker.js"].includes(`"/${name}"`), name);
  for (const name of named) assert.ok(scripts.includes(name), name);
});

test("what a screen takes from the page the page gives out", () => {
  const given = new Set([...files[main].matchAll(/export\{([^}]*)\}/g)].flatMap((found) => listed(found[1]).map((each) => each.at(-1))));
  let taken = 0;
  for (const name of scripts) {
    for (const [, wanted, from] of files[name].matchAll(/import\{([^}]*)\}from"\/([^"]+)"/g)) {
      assert.equal(from, main, name);
      for (const [each] of listed(wanted)) assert.ok(given.has(each), `${each} of ${name}`);
      taken++;
    }
  }
  assert.ok(taken >= 5, "each screen takes something");
});

test("there is one of all that the page remembers, and the first screen has no chart", () => {
  const having = (text) => scripts.filter((name) => files[name].includes(text));
  for (const only of ['BroadcastChannel("paschima")', '"readwrite"', "code_challenge", "__H"]) assert.deepEqual(having(only), [main], only);
  assert.ok(!having("u-over").includes(main));
});
