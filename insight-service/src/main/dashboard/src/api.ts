/** The public API, asked with the member's own token. */
import type { Problem } from "./answers.ts";
import type { Config } from "./config.ts";
import { inWords } from "./refusal.ts";
import { language } from "./say.ts";
import { token } from "./session.ts";

/** The service said no, or not now. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;
  constructor(status: number, problem: Problem | undefined) {
    super(inWords(status, problem, language.value));
    this.status = status;
    this.problem = problem;
  }
}

const A_MOMENT_MS = 1_000;

export type ServiceName = "session" | "insight" | "notify";

export async function call<T>(
  config: Config,
  service: ServiceName,
  path: string,
  sent?: Sent,
): Promise<T> {
  return (await ask<T>(config, service, path, sent)).answer;
}

export interface Sent {
  method?: string;
  body?: unknown;
  /** Ends it before it is answered. */
  signal?: AbortSignal;
  /** Only in place of what carried this tag. */
  ifMatch?: string | undefined;
}

export interface Asked<T> {
  answer: T;
  /** The answer as it came: as one piece of text it is kept at once, where an object of ten years is copied piece by piece. */
  text: string;
  /** What a change of it has to name. */
  tag: string | undefined;
}

/** @param known what was answered before: an answer that says the same is not read anew, and is the same object */
export async function ask<T>(config: Config, service: ServiceName, path: string, sent?: Sent, known?: { answer: T; text?: string | undefined }): Promise<Asked<T>> {
  const headers: Record<string, string> = { Authorization: `Bearer ${await token(config)}`, Accept: "application/json", "Accept-Language": language.value };
  if (sent?.body !== undefined) headers["Content-Type"] = "application/json";
  if (sent?.ifMatch !== undefined) headers["If-Match"] = sent.ifMatch;
  const answer = await fetch(config[service] + path, {
    method: sent?.method ?? "GET",
    headers,
    ...(sent?.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    ...(sent?.signal === undefined ? {} : { signal: sent.signal }),
  });
  if (!answer.ok) throw new Refused(answer.status, await problemOf(answer));
  const text = await answer.text();
  const tag = answer.headers.get("ETag") ?? undefined;
  if (known !== undefined && text === known.text) return { answer: known.answer, text, tag };
  const told: unknown = text === "" ? undefined : JSON.parse(text);
  return { answer: told as T, text, tag };
}

async function problemOf(answer: Response): Promise<Problem | undefined> {
  try {
    return (await answer.json()) as Problem;
  } catch {
    return undefined;
  }
}

/** Whether trying again may help: the network or the service is away, or asks for patience. */
export function isForNow(failure: unknown): boolean {
  return !(failure instanceof Refused) || failure.status === 429 || failure.status >= 500;
}

/** Saves an answer as a file. */
export async function download(config: Config, path: string, name: string): Promise<void> {
  const answer = await fetch(config.insight + path, { headers: { Authorization: `Bearer ${await token(config)}`, "Accept-Language": language.value } });
  if (!answer.ok) throw new Refused(answer.status, await problemOf(answer));
  save(await answer.blob(), name);
}

export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), A_MOMENT_MS);
}
