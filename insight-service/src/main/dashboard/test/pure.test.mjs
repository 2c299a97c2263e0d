// The parts that need no browser: what is said of ages and leans, and what stands for a number.
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./load.mjs";

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
  assert.equal(words.lean(0.4, "lean.slouched", "lean.overdone"), "easy");
  assert.equal(words.lean(-2, "lean.slouched", "lean.overdone"), "slouched");
  assert.equal(words.lean(1, "lean.slouched", "lean.overdone"), "a little overdone");
  assert.equal(words.lean(null, "lean.slouched", "lean.overdone"), "not noted");
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

test("an age is said by the plural that the number has", () => {
  assert.equal(words.minutes(1), "1 minute");
  assert.equal(words.minutes(2.04), "2 minutes");
  assert.equal(words.ageOf(0, 3_600_000), "1 hour old");
  assert.equal(words.ageOf(0, 49 * 3_600_000), "2 days old");
});

const say = await load("src/say.ts");

test("the page speaks the first language of the browser's that it has, and else English", () => {
  assert.equal(say.spoken(["fr-FR", "de-AT", "en"]), "de");
  assert.equal(say.spoken(["EN-us", "de"]), "en");
  assert.equal(say.spoken(["fr"]), "en");
  assert.equal(say.spoken([]), "en");
});

test("a value that was forgotten is no text", () => {
  assert.throws(() => say.say("minutes"), /count was not said/);
  assert.equal(say.say("helps.pairs", { pairs: 1, days: 12 }), "1 pair, 12 days");
});

test("a moment in a zone that no browser knows is told in one that it does, and which", () => {
  assert.match(words.moment("2026-03-02T09:05:00Z", "Europe/Berlin"), /Monday,? 2 March.*10:05$/);
  assert.match(words.moment("2026-03-02T09:05:00Z", "Z"), /Monday,? 2 March.*09:05 UTC$/);
});
