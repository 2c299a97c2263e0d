/**
 * What stays on this device: entries that are not sent yet, and the last answers with the time they came. Each belongs to one
 * person of one studio; another one who signs in here sees nothing of it.
 */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

const KEEP_NOTHING = "keep-nothing";

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

export async function keep<T>(who: string, name: string, answer: T, at: number): Promise<void> {
  // in one step, or an answer that was on its way would stay after the person said that none may
  const tx = (await database()).transaction(["answers", "facts"], "readwrite");
  if ((await tx.objectStore("facts").get(KEEP_NOTHING)) !== "yes") await tx.objectStore("answers").put({ who, at, answer }, `${who} ${name}`);
  await tx.done;
}

export async function kept<T>(who: string, name: string): Promise<Kept<T> | undefined> {
  return (await (await database()).get("answers", `${who} ${name}`)) as Kept<T> | undefined;
}

/** Whether the person wants no answers kept here; what is on its way is kept all the same, or it would be lost. */
export async function keepsNothing(): Promise<boolean> {
  return (await (await database()).get("facts", KEEP_NOTHING)) === "yes";
}

export async function setKeepsNothing(isWanted: boolean): Promise<void> {
  const tx = (await database()).transaction(["answers", "facts"], "readwrite");
  if (isWanted) {
    await tx.objectStore("facts").put("yes", KEEP_NOTHING);
    await tx.objectStore("answers").clear();
  } else {
    await tx.objectStore("facts").delete(KEEP_NOTHING);
  }
  await tx.done;
}

/** Who used this device last, so that their last answers open without network. */
export async function lastWho(): Promise<string | undefined> {
  return (await database()).get("facts", "who");
}

export async function setWho(who: string): Promise<void> {
  await (await database()).put("facts", who, "who");
}

/** Forgets one person: nothing of them stays. */
export async function wipe(who: string): Promise<void> {
  const db = await database();
  const tx = db.transaction(["entries", "answers", "facts"], "readwrite");
  for (const key of await tx.objectStore("entries").index("who").getAllKeys(who)) {
    await tx.objectStore("entries").delete(key);
  }
  for (const key of await tx.objectStore("answers").getAllKeys()) {
    if (key.startsWith(`${who} `)) await tx.objectStore("answers").delete(key);
  }
  if ((await tx.objectStore("facts").get("who")) === who) await tx.objectStore("facts").delete("who");
  await tx.objectStore("facts").delete(KEEP_NOTHING);
  await tx.done;
}
