/** What the page knows, and the deeds that change it. */
import { batch, computed, signal } from "@preact/signals";
import { call, isForNow } from "./api.ts";
import type { Now, OfRegion, Side, Today } from "./answers.ts";
import type { Config } from "./config.ts";
import * as device from "./device.ts";
import * as queue from "./queue.ts";
import { say, speak, spoken } from "./say.ts";
import { isSignedIn, SignInNeeded, who } from "./session.ts";

const UNDO_MS = 10_000;
const A_WHILE_MS = 10_000;

export interface Seen<T> {
  answer: T;
  at: number;
}

/** A studio's staff look at the studio, and have no day of their own here. */
export type Role = "member" | "staff" | "both";

function roleOf(scopes: readonly string[]): Role {
  if (!scopes.includes("studio:read")) return "member";
  return scopes.includes("insight:read") ? "both" : "staff";
}

export const role = signal<Role>("member");
/** Whether the sign-in is of somebody who looks after the studio's webhooks. */
export const hasWebhooks = signal(false);
export const config = signal<Config | undefined>(undefined);
export const today = signal<Seen<Today> | undefined>(undefined);
export const now = signal<Seen<Now> | undefined>(undefined);
/** What did not work when it was last tried, in words. */
export const trouble = signal<string | undefined>(undefined);
export const needsSignIn = signal(false);
export const entries = signal<device.Entry[]>([]);
/** What was just noted and can be taken back. */
export const undoable = signal<{ key: string; kind: string; said: string } | undefined>(undefined);
/** Said to who cannot see the page change. */
export const announced = signal("");

export const waiting = computed(() => entries.value.filter((entry) => entry.refused === null).length);
export const refused = computed(() => entries.value.filter((entry) => entry.refused !== null));

/** What was reported of each place last: as the service knows it, and what waits here to be known. */
export const regions = computed<OfRegion[]>(() => {
  const known = new Map((today.value?.answer.regions ?? []).map((each) => [`${each.region} ${each.side}`, each]));
  for (const entry of entries.value) {
    const { deleted, at, tension } = entry.body as { deleted?: boolean; at?: string; tension?: Rating[] };
    if (deleted === true || entry.refused !== null || at === undefined) continue;
    for (const { region, side, value } of tension ?? []) {
      const level = known.get(`${region} ${side}`)?.level ?? { value: null, effectiveReports: 0 };
      known.set(`${region} ${side}`, { region, side, level, latest: { value, at, localDate: "", daysAgo: 0 } });
    }
  }
  return [...known.values()];
});

interface Rating {
  region: string;
  side: Side;
  value: number;
}

let person: string | undefined;
const others = "BroadcastChannel" in globalThis ? new BroadcastChannel("paschima") : undefined;

/** Shows what this device keeps of the person who used it last; then asks. */
export async function begin(): Promise<void> {
  const signedIn = who();
  if (signedIn !== undefined) {
    person = `${signedIn.tenant}/${signedIn.member}`;
    role.value = roleOf(signedIn.scopes);
    hasWebhooks.value = signedIn.scopes.includes("tenant:webhooks");
    await device.setWho(person, role.value);
  } else {
    person = await device.lastWho();
    if (person !== undefined) role.value = ((await device.roleOf(person)) ?? "member") as Role;
  }
  if (person === undefined) return;
  const [keptToday, keptNow, chosen] = await Promise.all([
    device.kept<Today>(person, "today"),
    device.kept<Now>(person, "now"),
    device.languageOf(person),
    listEntries(),
  ]);
  if (chosen !== undefined) await speak(spoken([chosen]));
  batch(() => {
    today.value ??= keptToday;
    now.value ??= keptNow;
  });
}

/** Whose page this is, for what is kept on this device. */
export function whose(): string | undefined {
  return person;
}

export function isKnown(): boolean {
  return person !== undefined;
}

async function listEntries(): Promise<void> {
  if (person !== undefined) entries.value = await device.entriesOf(person);
}

/** Asks for the day and for nudges; what is shown stays until there is an answer. */
export async function refresh(minAsOf?: string): Promise<void> {
  const settings = config.value;
  if (settings === undefined || person === undefined) return;
  if (role.value === "staff") {
    trouble.value = undefined;
    needsSignIn.value = !isSignedIn();
    return;
  }
  const fresh = minAsOf === undefined ? "" : `?minAsOf=${encodeURIComponent(minAsOf)}`;
  const me = person;
  const [day, first] = await Promise.allSettled([
    call<Today>(settings, "insight", `/v1/members/me/today${fresh}`),
    call<Now>(settings, "notify", `/v1/members/me/nudges/now${fresh}`),
  ]);
  const nudges = await notBefore(day, first);
  const at = Date.now();
  batch(() => {
    trouble.value = undefined;
    needsSignIn.value = false;
    if (day.status === "fulfilled") today.value = { answer: day.value, at };
    else failed(day.reason);
    if (nudges.status === "fulfilled") now.value = { answer: nudges.value, at };
    else failed(nudges.reason);
  });
  if (day.status === "fulfilled") await device.keep(me, "today", JSON.stringify(day.value), at);
  if (nudges.status === "fulfilled") await device.keep(me, "now", JSON.stringify(nudges.value), at);
}

/** What the other service says as of the day that is shown: of what is in that day no news will come any more. */
async function notBefore(day: PromiseSettledResult<Today>, first: PromiseSettledResult<Now>): Promise<PromiseSettledResult<Now>> {
  if (day.status !== "fulfilled" || first.status !== "fulfilled" || !isBefore(first.value.asOf, day.value.asOf)) return first;
  return call<Now>(config.value!, "notify", `/v1/members/me/nudges/now?minAsOf=${encodeURIComponent(day.value.asOf)}`).then(
    (value) => ({ status: "fulfilled", value }),
    () => first,
  );
}

/** Whether somebody looks who may be told something. */
function isLookedAt(): boolean {
  return config.value !== undefined && role.value !== "staff" && isSignedIn() && document.visibilityState === "visible";
}

/** Asks without end, and gently while nobody looks or it does not work; who looks elsewhere has no request waiting. */
async function withoutEnd(step: (whileLookedAt: AbortSignal) => Promise<void>): Promise<never> {
  for (;;) {
    const looking = new AbortController();
    const left = (): void => {
      if (document.visibilityState !== "visible") looking.abort();
    };
    document.addEventListener("visibilitychange", left);
    try {
      if (isLookedAt()) await step(looking.signal);
      else await pause(A_WHILE_MS);
    } catch {
      await pause(A_WHILE_MS);
    } finally {
      document.removeEventListener("visibilitychange", left);
    }
  }
}

/** Looks again as soon as there is news of nudges. */
export function listen(): Promise<never> {
  let after = "";
  return withoutEnd(async (signal) => {
    const page = await call<{ items: unknown[]; next: number }>(config.value!, "notify", `/v1/members/me/nudges?wait=25${after}`, { signal });
    if (after !== "" && page.items.length > 0) await refresh();
    after = `&after=${page.next}`;
  });
}

/** Looks again as soon as something was noted or changed, on whatever device. */
export function follow(): Promise<never> {
  return withoutEnd(async (signal) => {
    const after = today.value?.answer.asOf;
    const since = after === undefined ? "" : `&after=${encodeURIComponent(after)}`;
    const news = await call<{ changed: boolean; asOf: string }>(config.value!, "insight", `/v1/members/me/changes?wait=25${since}`, { signal });
    if (!news.changed || !isBehind(news.asOf)) return;
    await refresh();
    if (isBehind(news.asOf)) await pause(A_WHILE_MS); // it would be news again at once
  });
}

/** Whether the day that is shown is of before a place of the log; it may have been looked at meanwhile. */
function isBehind(asOf: string): boolean {
  return isBefore(today.value?.answer.asOf, asOf);
}

/** Whether one place of a member's log is before another; no place is before all. */
function isBefore(one: string | undefined, other: string): boolean {
  const [, first] = (one ?? "").split(":");
  const [, second] = other.split(":");
  return first === undefined || Number(first) < Number(second);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** Says what did not work. */
export function failed(failure: unknown): void {
  if (failure instanceof SignInNeeded) {
    needsSignIn.value = true;
    return;
  }
  trouble.value = navigator.onLine && !(failure instanceof TypeError) ? (failure as Error).message : say("app.noConnection");
}

/** Sends what waits on this device, and looks at what came of it. */
export async function flush(): Promise<void> {
  const settings = config.value;
  if (settings === undefined || person === undefined || !isSignedIn()) return;
  try {
    const sent = await queue.send(settings, person);
    await listEntries();
    if (sent.asOf !== undefined) {
      others?.postMessage(sent.asOf);
      await refresh(sent.asOf);
    }
  } catch (failure) {
    await listEntries();
    if (!isForNow(failure) || isSignedIn()) failed(failure);
  }
}

/** Notes something: kept on this device first, then sent. */
export async function note(kind: string, body: Record<string, unknown>, said: string): Promise<void> {
  if (person === undefined) return;
  const entry = queue.newEntry(person, kind, body);
  await device.put(entry);
  await listEntries();
  const offered = { key: entry.key, kind, said };
  undoable.value = offered;
  announced.value = said;
  setTimeout(() => {
    if (undoable.value === offered) undoable.value = undefined;
  }, UNDO_MS);
  void flush();
}

export async function undo(): Promise<void> {
  const taken = undoable.value;
  if (taken === undefined || person === undefined) return;
  undoable.value = undefined;
  await queue.undo(person, taken.key, taken.kind);
  await listEntries();
  announced.value = say("app.takenBack");
  await flush();
}

/** An entry that the service will not take is given up by the person, never by the page. */
export async function discard(key: string): Promise<void> {
  await device.remove(key);
  await listEntries();
}

/** A deed about nudges or care that is not a record: it needs the network, and says so when there is none. */
export async function tell(path: string, body: unknown, said: string, method = "POST"): Promise<void> {
  const settings = config.value;
  if (settings === undefined) return;
  try {
    const answer = await call<{ asOf?: string }>(settings, "notify", path, { method, body });
    announced.value = said;
    others?.postMessage(answer.asOf);
    await refresh(answer.asOf);
  } catch (failure) {
    failed(failure);
  }
}

const forgetting: (() => void)[] = [];

/** What a script of its own knows of a person is forgotten with them. */
export function whenForgotten(forgets: () => void): void {
  forgetting.push(forgets);
}

/** Forgets the person on this device. */
export async function forget(): Promise<void> {
  if (person !== undefined) await device.wipe(person);
  forgetting.forEach((forgets) => forgets());
  person = undefined;
  role.value = "member";
  hasWebhooks.value = false;
  batch(() => {
    today.value = undefined;
    now.value = undefined;
    entries.value = [];
    undoable.value = undefined;
  });
}

others?.addEventListener("message", (event: MessageEvent<string | undefined>) => {
  void listEntries();
  void refresh(event.data);
});
