// What the style sheet promises: the palette, contrast, and motion that is short or none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const css = readFileSync(new URL("../src/style.css", import.meta.url), "utf8");
const light = colours(css.slice(0, css.indexOf("@media")));
const dark = { ...light, ...colours(css.slice(css.indexOf("prefers-color-scheme: dark"))) };

/** The first that each name is given. */
function colours(text) {
  const found = {};
  for (const [, name, value] of text.matchAll(/--([a-z0-9-]+): (#[0-9A-F]{6});/g)) found[name] ??= value;
  return found;
}

/** Relative luminance as WCAG 2.2 has it. */
function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

test("the palette is the one that was decided, by day and by night", () => {
  assert.deepEqual([light.paper, light.ink, light.accent, light.warm, light.care], ["#FAF8F5", "#22302E", "#1F6F6B", "#8A5212", "#A4262C"]);
  assert.deepEqual([dark.paper, dark.ink, dark.accent, dark.warm, dark.care], ["#12191A", "#E8ECEA", "#7CC7BF", "#E3B26B", "#FF9B93"]);
  assert.deepEqual([0, 1, 2, 3, 4].map((each) => light[`step-${each}`]), ["#EAF1EC", "#C4DACB", "#E2BF78", "#D08A4A", "#7E3B2A"]);
});

test("what is read stands out from what is behind it, 4.5 to 1 at least", () => {
  for (const [name, palette] of Object.entries({ light, dark }))
    for (const behind of ["paper", "raised"])
      for (const colour of ["ink", "soft", "accent", "warm", "care"]) assert.ok(contrast(palette[colour], palette[behind]) >= 4.5, `${colour} on ${behind}, ${name}`);
  for (const { accent, "on-accent": on } of [light, dark]) assert.ok(contrast(accent, on) >= 4.5);
});

test("more tension is never lighter, and no step of it is the colour of care", () => {
  for (const palette of [light, dark]) {
    const steps = [0, 1, 2, 3, 4].map((each) => luminance(palette[`step-${each}`]));
    assert.deepEqual(steps, [...steps].sort((a, b) => b - a));
  }
  assert.ok(!css.match(/[^{}]*(step|part|digit|bar)[^{}]*\{[^}]*var\(--care\)/), "a person's own number is never red");
});

test("nothing moves longer than 200 ms but the breath that is followed, and nothing at all for who wants no motion", () => {
  const moves = [...css.matchAll(/(?:transition|animation)(?:-duration)?: ([^;}]*)/g)].map(([, how]) => how).filter((how) => !how.startsWith("none"));
  assert.ok(moves.length > 1);
  for (const how of moves) for (const [, length, unit] of how.matchAll(/(\d*\.?\d+)(ms|s)\b/g)) assert.ok(how.startsWith("breath ") || Number(length) * (unit === "s" ? 1000 : 1) <= 200, how);
  assert.match(css, /@media \(prefers-reduced-motion: reduce\) \{ \* \{ transition: none !important; animation: none !important; \} \}/);
});
