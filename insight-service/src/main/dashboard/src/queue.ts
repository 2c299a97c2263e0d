/**
 * Entries on their way. Each is on this device before anything is sent, with the id and version it will always have, so that
 * one which is sent again is the same record; one that is refused is set aside with its reason and holds nothing else up.
 */
import type { Problem } from "./answers.ts";
import { call, isForNow, Refused } from "./api.ts";
import type { Config } from "./config.ts";
import * as device from "./device.ts";
import { inWords } from "./refusal.ts";
import { language } from "./say.ts";

export const SOURCE = "dashboard";
const MOST_AT_ONCE = 500;

interface Result {
  line?: number;
  status?: number;
  asOf?: string;
  problem?: Problem;
}

export function newEntry(who: string, kind: string, body: Record<string, unknown>): device.Entry {
  const key = crypto.randomUUID();
  return {
    key,
    who,
    made: Date.now(),
    tried: false,
    refused: null,
    body: { kind, member: "me", source: SOURCE, clientRecordId: key, version: 1, ...body },
  };
}

/** Takes an entry back: one that never left is forgotten, else its deletion is on its way, as a version above it. */
export async function undo(who: string, key: string, kind: string): Promise<void> {
  if (await device.takeBack(key)) return;
  await device.put({
    key,
    who,
    made: Date.now(),
    tried: true,
    refused: null,
    body: { kind, member: "me", source: SOURCE, clientRecordId: key, version: 2, deleted: true },
  });
}

export interface Sent {
  /** Up to where the log has to be read to see what was sent. */
  asOf: string | undefined;
  refused: number;
}

let sending: Promise<Sent> | undefined;

/** Sends what waits, in one batch; those who ask meanwhile wait for the same, and are followed by what they added. */
export async function send(config: Config, who: string): Promise<Sent> {
  while (sending !== undefined) await sending.catch(() => undefined);
  sending = sendNow(config, who).finally(() => {
    sending = undefined;
  });
  return sending;
}

async function sendNow(config: Config, who: string): Promise<Sent> {
  const listed = (await device.entriesOf(who)).filter((entry) => entry.refused === null).slice(0, MOST_AT_ONCE);
  const waiting = (await Promise.all(listed.map((entry) => device.claim(entry.key)))).filter((entry) => entry !== undefined);
  if (waiting.length === 0) return { asOf: undefined, refused: 0 };
  let results: Result[];
  try {
    results = await call<Result[]>(config, "session", "/v1/records/batch", {
      method: "POST",
      body: waiting.map((entry) => entry.body),
    });
  } catch (failure) {
    if (isForNow(failure)) throw failure;
    // all of it was refused as a whole, which no single entry is to blame for
    throw new Error(failure instanceof Refused ? failure.message : String(failure));
  }
  let asOf: string | undefined;
  let refused = 0;
  for (const result of results) {
    const entry = waiting[(result.line ?? 0) - 1];
    if (entry === undefined || result.status === undefined) continue;
    const current = await device.get(entry.key);
    const isSame = current !== undefined && current.body["version"] === entry.body["version"];
    if (result.status < 300) {
      asOf = result.asOf ?? asOf;
      if (isSame) await device.remove(entry.key); // else it was taken back meanwhile, and that is to be sent yet
    } else if (result.status !== 429 && result.status < 500 && isSame) {
      refused++;
      await device.put({ ...entry, tried: true, refused: inWords(result.status, result.problem, language.value) });
    }
  }
  return { asOf, refused };
}
