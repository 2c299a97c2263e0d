/**
 * What stays on this device: entries that are not sent yet, and the last answers with the time they came. Each belongs to one
 * person of one studio; another one who signs in here sees nothing of it.
 */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

/** What one person said; under the bare name, what a version before kept for all who use the device. */
const KEEP_NOTHING = "keep-nothing";

function keepNothingOf(who: string): string {
  return `${KEEP_NOTHING} ${who}`;
}

export interface Entry {
  /** The client's id of the record, made at the tap: however often it is sent, it is one record. */
  key: string;
  who: string;
  made: number;
  /** Whether it was ever handed to the network: then a deletion has to follow it. */
  tried: boolean;
  body: Record<string, unknown>;
  /** Why the service will not take it; it holds nothing else up. */
  refused: string | null;
}

export interface Kept<T> {
  who: string;
  at: number;
  answer: T;
  /** The answer as it came. */
  text?: string;
}

interface Schema extends DBSchema {
  entries: { key: string; value: Entry; indexes: { who: string } };
  answers: { key: string; value: Kept<unknown> };
  facts: { key: string; value: string };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("paschima", 1, {
    upgrade(db) {
      db.createObjectStore("entries", { keyPath: "key" }).createIndex("who", "who");
      db.createObjectStore("answers");
      db.createObjectStore("facts");
    },
  });
  return opened;
}

export async function put(entry: Entry): Promise<void> {
  await (await database()).put("entries", entry);
}

export async function remove(key: string): Promise<void> {
  await (await database()).delete("entries", key);
}

export async function get(key: string): Promise<Entry | undefined> {
  return (await database()).get("entries", key);
}

/** Marks an entry as handed to the network, in one step with looking whether it is still there to be sent. */
export async function claim(key: string): Promise<Entry | undefined> {
  const tx = (await database()).transaction("entries", "readwrite");
  const entry = await tx.store.get(key);
  if (entry !== undefined && !entry.tried) {
    entry.tried = true;
    await tx.store.put(entry);
  }
  await tx.done;
  return entry;
}

/** Takes an entry away that was never handed to the network; says whether it was. */
export async function takeBack(key: string): Promise<boolean> {
  const tx = (await database()).transaction("entries", "readwrite");
  const entry = await tx.store.get(key);
  const isHere = entry !== undefined && !entry.tried;
  if (isHere) await tx.store.delete(key);
  await tx.done;
  return isHere;
}

/** In the order they were made. */
export async function entriesOf(who: string): Promise<Entry[]> {
  const found = await (await database()).getAllFromIndex("entries", "who", who);
  return found.sort((one, other) => one.made - other.made);
}

/** @param answer as JSON */
export async function keep(who: string, name: string, answer: string, at: number): Promise<void> {
  // in one step, or an answer that was on its way would stay after the person said that none may
  const tx = (await database()).transaction(["answers", "facts"], "readwrite");
  if (!(await isNothingKept(tx.objectStore("facts"), who))) await tx.objectStore("answers").put({ who, at, answer }, `${who} ${name}`);
  await tx.done;
}

export async function kept<T>(who: string, name: string): Promise<Kept<T> | undefined> {
  const found = await (await database()).get("answers", `${who} ${name}`);
  if (found === undefined) return undefined;
  const { answer } = found;
  // a version before kept what JSON says instead of JSON
  return typeof answer === "string" ? { ...found, answer: JSON.parse(answer) as T, text: answer } : { ...found, answer: answer as T };
}

type Facts = { get(key: string): Promise<string | undefined> };

async function isNothingKept(facts: Facts, who: string): Promise<boolean> {
  return ((await facts.get(keepNothingOf(who))) ?? (await facts.get(KEEP_NOTHING))) === "yes";
}

/** Whether the person wants no answers kept here; what is on its way is kept all the same, or it would be lost. */
export async function keepsNothing(who: string): Promise<boolean> {
  return isNothingKept((await database()).transaction("facts").store, who);
}

/** Of this person alone: what another one who uses the device wants kept stays. */
export async function setKeepsNothing(who: string, isWanted: boolean): Promise<void> {
  const tx = (await database()).transaction(["answers", "facts"], "readwrite");
  await tx.objectStore("facts").put(isWanted ? "yes" : "no", keepNothingOf(who));
  if (isWanted) await forgetAnswers(tx.objectStore("answers"), who);
  await tx.done;
}

interface Answers {
  getAllKeys(): Promise<string[]>;
  delete(key: string): Promise<void>;
}

async function forgetAnswers(answers: Answers, who: string): Promise<void> {
  for (const key of await answers.getAllKeys()) {
    if (key.startsWith(`${who} `)) await answers.delete(key);
  }
}

/** What the person chose for this page on this device. */
export async function languageOf(who: string): Promise<string | undefined> {
  return (await database()).get("facts", `language ${who}`);
}

export async function setLanguage(who: string, language: string): Promise<void> {
  await (await database()).put("facts", language, `language ${who}`);
}

/** Who used this device last, so that their last answers open without network. */
export async function lastWho(): Promise<string | undefined> {
  return (await database()).get("facts", "who");
}

export async function setWho(who: string, role: string): Promise<void> {
  const tx = (await database()).transaction("facts", "readwrite");
  await tx.store.put(who, "who");
  await tx.store.put(role, `role ${who}`);
  await tx.done;
}

export async function roleOf(who: string): Promise<string | undefined> {
  return (await database()).get("facts", `role ${who}`);
}

/** Forgets one person: nothing of them stays. */
export async function wipe(who: string): Promise<void> {
  const db = await database();
  const tx = db.transaction(["entries", "answers", "facts"], "readwrite");
  for (const key of await tx.objectStore("entries").index("who").getAllKeys(who)) {
    await tx.objectStore("entries").delete(key);
  }
  await forgetAnswers(tx.objectStore("answers"), who);
  if ((await tx.objectStore("facts").get("who")) === who) await tx.objectStore("facts").delete("who");
  for (const fact of [keepNothingOf(who), KEEP_NOTHING, `language ${who}`, `role ${who}`]) await tx.objectStore("facts").delete(fact);
  await tx.done;
}
