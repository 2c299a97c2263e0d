/** Answers that a screen looks at: asked when it opens, kept on this device with their age, shown from there meanwhile. */
import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, type ServiceName } from "./api.ts";
import { keep, kept as keptOf } from "./device.ts";
import { language } from "./say.ts";
import { isSignedIn } from "./session.ts";
import { config, failed, now, type Seen, today, whenForgotten, whose } from "./state.ts";

interface Told extends Seen<unknown> {
  text?: string | undefined;
}

/** By path: who looks at one is told of no other. */
const seen = new Map<string, Signal<Told | undefined>>();

function seenOf(path: string): Signal<Told | undefined> {
  const there = seen.get(path) ?? signal<Told | undefined>(undefined);
  seen.set(path, there);
  return there;
}

whenForgotten(() => seen.forEach((each) => (each.value = undefined)));

/** Asks again, as after a change. */
export async function lookAgain(service: ServiceName, path: string, minAsOf?: string): Promise<void> {
  const settings = config.value;
  const me = whose();
  if (settings === undefined || me === undefined) return;
  const shown = seenOf(path);
  if (shown.value === undefined) {
    const kept = await keptOf<unknown>(me, path);
    if (kept !== undefined && whose() === me) shown.value = kept;
  }
  if (!isSignedIn()) return; // the page is on its way to be, or without network
  try {
    const fresh = minAsOf === undefined ? "" : `${path.includes("?") ? "&" : "?"}minAsOf=${encodeURIComponent(minAsOf)}`;
    const { answer, text } = await ask<unknown>(settings, service, path + fresh, undefined, shown.value);
    if (whose() !== me) return; // who has signed out meanwhile leaves nothing here
    shown.value = { answer, text, at: Date.now() };
    await keep(me, path, text, Date.now());
  } catch (failure) {
    failed(failure);
  }
}

/** What a service says under a path, asked anew when it may have changed; undefined until there is anything to show. */
export function useLooked<T>(service: ServiceName, path: string | undefined): Seen<T> | undefined {
  const asOf = (service === "notify" ? now.value : today.value)?.answer.asOf;
  useEffect(() => {
    if (path !== undefined) void lookAgain(service, path);
  }, [service, path, asOf, language.value]);
  return path === undefined ? undefined : (seenOf(path).value as Seen<T> | undefined);
}
