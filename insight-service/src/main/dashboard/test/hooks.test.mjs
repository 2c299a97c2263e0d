// What a webhook is changed from, and where a refusal of its form is shown.
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./load.mjs";

const hook = await load("src/hook.ts");
const refusal = await load("src/refusal.ts");

const one = { id: "w-1", name: "Front desk", address: "https://a.example/x", kinds: ["nudge.issued"], late: "send", enabled: false, revision: "3", waiting: 2 };

test("a change says all that it would put back to what is usual by leaving it out, and nothing that is not its own", () => {
  assert.deepEqual(hook.wantedOf(one), { name: "Front desk", address: "https://a.example/x", kinds: ["nudge.issued"], late: "send", enabled: false });
  assert.equal(hook.tagOf(one), '"3"');
});

test("a change is made from what it was begun from, but for what it leaves alone", () => {
  const renewed = { ...one, revision: "4", waiting: 0 };
  assert.equal(hook.madeFrom(one, renewed), renewed);
  for (const other of [{ name: "Desk" }, { address: "https://b.example/" }, { kinds: [] }, { late: "skip" }, { enabled: true }]) {
    assert.equal(hook.madeFrom(one, { ...renewed, ...other }), one, JSON.stringify(other));
  }
});

test("a webhook is told of in words, and a kind of a newer release by its own name", () => {
  assert.deepEqual(
    hook.lines({ ...hook.wantedOf(one), kinds: ["nudge.issued", "nudge.answered"] }).map(([, value]) => value),
    ["Front desk", "https://a.example/x", "a nudge, nudge.answered", "yes", "no"],
  );
});

test("a refusal is at the fields that it names, in the form's order, and at none where it names none of them", () => {
  const fields = ["name", "address", "kinds"];
  const problem = (...pointers) => ({ title: "", errors: pointers.map((pointer) => ({ pointer, detail: "" })) });
  assert.deepEqual(refusal.fieldsNamed(problem("/kinds/1", "/name"), fields), ["name", "kinds"]);
  assert.deepEqual(refusal.fieldsNamed(problem("/names", "/late", undefined), fields), []);
  assert.deepEqual(refusal.fieldsNamed({ title: "" }, fields), []);
  assert.deepEqual(refusal.fieldsNamed(undefined, fields), []);
});
