/**
 * Why the service did not take something, in words for people. Services tell it in English, for who writes a client
 * (docs/adr/0056): who reads English is told that, anybody else by kind, with the name of what does not fit.
 */
import type { Problem } from "./answers.ts";
import { say } from "./say.ts";
import type { Language } from "./say.ts";

export function inWords(status: number, problem: Problem | undefined, language: Language): string {
  const fault = problem?.errors?.[0];
  if (problem !== undefined && (status === 429 || status >= 500)) return say("problem.later"); // the detail is for who writes a client
  if (language === "en") return fault?.detail ?? problem?.detail ?? problem?.title ?? say("app.answered", { status });
  if (status === 400 || status === 422) return say("problem.value", { at: fault?.pointer ?? fault?.parameter ?? status });
  if (status === 401 || status === 403) return say("problem.notAllowed");
  if (status === 404 || status === 410) return say("problem.gone");
  if (status === 409 || status === 412) return say("problem.changed");
  if (status === 413) return say("problem.tooLarge");
  if (status === 429 || status >= 500) return say("problem.later");
  return say("app.answered", { status });
}

/** Which of a form's fields are named by a refusal, each as the first step of a pointer. */
export function fieldsNamed<F extends string>(problem: Problem | undefined, fields: readonly F[]): F[] {
  const named = new Set((problem?.errors ?? []).map(({ pointer }) => pointer?.split("/")[1]));
  return fields.filter((each) => named.has(each));
}
