// The parts that need no browser: what is said of ages and leans, and what stands for a number.
import assert from "node:assert/strict";
import test from "node:test";
import { build } from "esbuild";

async function load(entry) {
  const built = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", jsx: "automatic", jsxImportSource: "preact", logLevel: "silent" });
  return import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`);
}

const words = await load("src/words.ts");
const body = await load("src/body.tsx");

test("an age is said in local days as the service counts them", () => {
  assert.equal(words.ageInDays(0), "today");
  assert.equal(words.ageInDays(1), "yesterday");
  assert.equal(words.ageInDays(12), "12 days ago");
});

test("a date is the one that was named, in whatever zone the browser is", () => {
  for (const zone of ["Pacific/Auckland", "America/Los_Angeles", "UTC"]) {
    process.env.TZ = zone;
    assert.equal(words.longDate("2026-03-02"), "Monday 2 March");
  }
});

test("too much effort is named as such, and near the middle is easy", () => {
  assert.equal(words.lean(0.4, "slouched", "overdone"), "easy");
  assert.equal(words.lean(-2, "slouched", "overdone"), "slouched");
  assert.equal(words.lean(1, "slouched", "overdone"), "a little overdone");
  assert.equal(words.lean(null, "slouched", "overdone"), "not noted");
});

test("each of the eleven numbers has one of five steps, which never fall", () => {
  const steps = Array.from({ length: 11 }, (_, value) => body.step(value));
  assert.deepEqual(steps, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4]);
});

test("a side shows what was last reported of it or of both", () => {
  const at = (region, side, value, when) => ({ region, side, latest: { value, at: when, daysAgo: 0 }, level: { value: null } });
  const regions = [at("shoulder", "left", 2, "2026-03-02T08:00:00Z"), at("shoulder", "both", 7, "2026-03-02T09:00:00+02:00"), at("neck", "both", 1, "2026-03-02T10:00:00Z")];
  assert.equal(body.lastOf(regions, "shoulder", "left").latest.value, 2, "09:00 at +02:00 is before 08:00 in UTC");
  assert.equal(body.lastOf(regions, "shoulder", "right").latest.value, 7);
  assert.equal(body.lastOf(regions, "chest", "both"), undefined);
});

test("nothing that the page says claims, alarms or shames", async () => {
  const { readFileSync, readdirSync } = await import("node:fs");
  const banned = /\b(diagnos|cure[sd]?\b|bad posture|proven|guarantee|detox|streak|score|don't miss|hurry|failed you)/i;
  for (const name of readdirSync("src").filter((each) => /\.tsx?$/.test(each))) {
    const said = readFileSync(`src/${name}`, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    assert.doesNotMatch(said, banned, name);
  }
});
