/** The studio's webhooks as last heard, in this page's memory alone. */
import { signal } from "@preact/signals";
import type { Webhook, WebhookAttempt } from "./answers.ts";
import { call, Refused } from "./api.ts";
import { say } from "./say.ts";
import { isSignedIn } from "./session.ts";
import { announced, config, failed, whenForgotten } from "./state.ts";

const PATH = "/v1/webhooks";
const MOST_ATTEMPTS = 10;

export interface Known extends Webhook {
  attempts: WebhookAttempt[];
}

export const hooks = signal<readonly Known[] | undefined>(undefined);
whenForgotten(() => {
  hooks.value = undefined;
});

/** @param of the id of one, with what is asked of it; all where it is left out */
export function askHook<T>(method: string, of?: string, body?: unknown, ifMatch?: string): Promise<T> {
  return call<T>(config.value!, "notify", of === undefined ? PATH : `${PATH}/${of}`, { method, body, ifMatch });
}

async function attemptsOf(id: string): Promise<WebhookAttempt[]> {
  return (await askHook<{ items: WebhookAttempt[] }>("GET", `${id}/attempts?limit=${MOST_ATTEMPTS}`)).items;
}

export async function look(): Promise<void> {
  if (!isSignedIn()) return;
  try {
    const { items } = await askHook<{ items: Webhook[] }>("GET");
    hooks.value = await Promise.all(items.map(async (each) => ({ ...each, attempts: await attemptsOf(each.id) })));
  } catch (failure) {
    failed(failure);
  }
}

/** Whether it is that somebody else deleted it: then that is said, and it is shown no more. */
export async function isGone(failure: unknown): Promise<boolean> {
  if (!(failure instanceof Refused) || failure.status !== 404) return false;
  announced.value = say("hooks.notThere");
  await look();
  return true;
}

/** Whether it is that somebody else changed it. */
export function isChanged(failure: unknown): boolean {
  return failure instanceof Refused && failure.status === 412;
}
