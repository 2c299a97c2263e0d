/** The facts about a person that are kept as a whole: one is changed by sending all of it under the next version. */
import { signal } from "@preact/signals";
import type { Profile, Settings } from "./answers.ts";
import { call } from "./api.ts";
import { lookAgain, useLooked } from "./looked.ts";
import { announced, config, failed, refresh, type Seen } from "./state.ts";

const PATH = "/v1/members/me/settings";

/** While one is on its way the next would be made from what no longer holds. */
export const isChanging = signal(false);

export function useSettings(): Seen<Settings> | undefined {
  return useLooked<Settings>("insight", PATH);
}

export async function replace(fact: "profile" | "consents", body: object, said: string): Promise<void> {
  isChanging.value = true;
  try {
    const kept = await call<{ asOf: string }>(config.value!, "session", `/v1/members/me/${fact}`, { method: "PUT", body });
    await refresh(kept.asOf);
    await lookAgain("insight", PATH, kept.asOf);
    announced.value = said;
  } catch (failure) {
    failed(failure);
  } finally {
    isChanging.value = false;
  }
}

/** All else that the profile says stays, also what this page knows nothing of. */
export function changeProfile(profile: Profile, by: Partial<Profile>, said: string): Promise<void> {
  return replace("profile", { ...profile, ...by, version: profile.version + 1 }, said);
}
