// Each text of the page, in each language it speaks.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { compile, compileAll, pseudo, values } from "../messages.mjs";

const languages = Object.fromEntries(readdirSync("messages").map((name) => [name.replace(".json", ""), JSON.parse(readFileSync(`messages/${name}`, "utf8"))]));
const { en, ...others } = languages;
const sources = readdirSync("src").filter((each) => /\.tsx?$/.test(each));
const code = (name) => readFileSync(`src/${name}`, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, "");

test("each language says everything, with the same values", () => {
  assert.ok(Object.keys(others).length > 0);
  for (const [language, messages] of Object.entries(others)) {
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(en).sort(), language);
    for (const [key, text] of Object.entries(messages)) {
      const named = (of) => [...new Set(values(compile(of)))].sort();
      assert.deepEqual(named(text), named(en[key]), `${language} ${key}`);
      assert.notEqual(text.trim(), "", `${language} ${key}`);
    }
  }
});

test("each message is said somewhere", () => {
  const all = sources.map(code).join("\n");
  for (const key of Object.keys(en)) {
    const parts = key.split(".");
    // a name may be put together of a prefix and a code: `region.${…}`, `me.${…}.meaning`
    const made = parts.map((_, at) => parts.slice(0, at).join(".") + ".${").filter((prefix) => prefix !== ".${");
    assert.ok(all.includes(`"${key}"`) || made.some((prefix) => all.includes("`" + prefix)), key);
  }
});

test("no text of the page stands outside its messages", () => {
  for (const name of sources.filter((each) => each.endsWith(".tsx"))) {
    const between = [...code(name).matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)*[^<>{}=;()]*)\s*</g)].map((found) => found[1].trim());
    assert.deepEqual(between.filter((text) => text !== "Paschima" && !/^[A-Z]\w*(\[\])?$/.test(text)), [], name);
    const labels = [...code(name).matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map((found) => found[1]);
    assert.deepEqual(labels, [], name);
  }
});

test("nothing that the page says claims, alarms or shames", () => {
  const banned = {
    en: /\b(diagnos|cure[sd]?\b|bad posture|proven|guarantee|detox|streak|score|don't miss|hurry|failed you)/i,
    de: /(diagnos|\bheil(t|en|ung)\b|schlechte Haltung|bewiesen|garantiert|entgift|Serie|Punktzahl|verpass|beeil|versagt)/i,
  };
  for (const [language, messages] of Object.entries(languages)) {
    for (const [key, text] of Object.entries(messages)) assert.doesNotMatch(text, banned[language], `${language} ${key}`);
  }
});

test("a message is put together of its parts, and a mistake in it ends the build", () => {
  assert.equal(compile("Plain"), "Plain");
  assert.deepEqual(compile("{a} of {b, plural, one {# day} other {# days}}"), [["a"], " of ", ["b", { one: [["#"], " day"], other: [["#"], " days"] }]]);
  for (const wrong of ["{a", "a}", "{a, select, x {y}}", "{n, plural, one {x}}", "{}"]) assert.throws(() => compile(wrong), Error, wrong);
});

test("the longer messages are longer by 40 % and keep their values", () => {
  for (const [key, message] of Object.entries(compileAll(en))) {
    const text = (of) => (typeof of === "string" ? of : of.map((part) => (typeof part === "string" ? part : part[1] === undefined ? "" : text(part[1].other))).join(""));
    assert.deepEqual(values(pseudo(message)), values(message), key);
    assert.ok(text(pseudo(message)).length >= text(message).length * 1.3, key);
  }
});
