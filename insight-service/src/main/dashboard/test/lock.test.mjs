// What is locked comes from whatever registry a build is told to use.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));

test("each locked package is named by version and content, and by no host", () => {
  const locked = Object.entries(packages).filter(([path]) => path !== "");
  assert.ok(locked.length > 10);
  for (const [path, { version, integrity, resolved }] of locked) {
    assert.match(version, /^\d+\./, path);
    assert.match(integrity, /^sha512-/, path);
    assert.equal(resolved, undefined, path);
  }
});
