/** What a studio says of a webhook, and what it is in words. */
import type { Webhook } from "./answers.ts";
import { type Key, say } from "./say.ts";

/** All that a change has to say: what it leaves out would be put back to what is usual. */
export interface Wanted {
  name: string;
  address: string;
  kinds: readonly string[];
  late: string;
  enabled: boolean;
}

export const KINDS = ["nudge.issued", "nudge.withdrawn"] as const;

export const NEW: Wanted = { name: "", address: "", kinds: KINDS, late: "skip", enabled: true };

export function wantedOf({ name, address, kinds, late, enabled }: Webhook): Wanted {
  return { name, address, kinds, late, enabled };
}

/** What a change that was made from it names. */
export function tagOf({ revision }: Webhook): string {
  return `"${revision}"`;
}

/**
 * What a change that was begun from one is made from by now: a secret that was renewed meanwhile is another version of it, but
 * takes nothing from who changes the rest.
 */
export function madeFrom(opened: Webhook, current: Webhook): Webhook {
  return JSON.stringify(wantedOf(opened)) === JSON.stringify(wantedOf(current)) ? current : opened;
}

const TYPES: Readonly<Record<string, Key>> = { "nudge.issued": "hooks.type.issued", "nudge.withdrawn": "hooks.type.withdrawn", "webhook.test": "hooks.type.test" };

/** What was sent, in words; one that only a newer release knows as it is called there. */
export function kind(type: string): string {
  const key = TYPES[type];
  return key === undefined ? type : say(key);
}

/** Its values with their names, in the order of the form. */
export function lines({ name, address, kinds, late, enabled }: Wanted): [string, string][] {
  return [
    [say("hooks.name"), name],
    [say("hooks.address"), address],
    [say("hooks.kinds"), kinds.map(kind).join(", ")],
    [say("hooks.late"), say(late === "send" ? "hooks.yes" : "hooks.no")],
    [say("hooks.enabled"), say(enabled ? "hooks.yes" : "hooks.no")],
  ];
}
