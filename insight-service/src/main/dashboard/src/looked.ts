/** Answers that a screen looks at: asked when it opens, kept on this device with their age, shown from there meanwhile. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, type ServiceName } from "./api.ts";
import { keep, kept as keptOf } from "./device.ts";
import { language } from "./say.ts";
import { isSignedIn } from "./session.ts";
import { config, failed, now, type Seen, today, whenForgotten, whose } from "./state.ts";

const seen = signal<ReadonlyMap<string, Seen<unknown>>>(new Map());

function show(name: string, answer: unknown, at: number): void {
  seen.value = new Map(seen.value).set(name, { answer, at });
}

whenForgotten(() => {
  seen.value = new Map();
});

/** Asks again, as after a change. */
export async function lookAgain(service: ServiceName, path: string, minAsOf?: string): Promise<void> {
  const settings = config.value;
  const me = whose();
  if (settings === undefined || me === undefined) return;
  if (!seen.value.has(path)) {
    const kept = await keptOf<unknown>(me, path);
    if (kept !== undefined) show(path, kept.answer, kept.at);
  }
  if (!isSignedIn()) return; // the page is on its way to be, or without network
  try {
    const fresh = minAsOf === undefined ? "" : `${path.includes("?") ? "&" : "?"}minAsOf=${encodeURIComponent(minAsOf)}`;
    const { answer, text } = await ask<unknown>(settings, service, path + fresh);
    show(path, answer, Date.now());
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
  return path === undefined ? undefined : (seen.value.get(path) as Seen<T> | undefined);
}
