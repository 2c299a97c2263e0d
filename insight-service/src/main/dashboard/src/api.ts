/** The public API, asked with the member's own token. */
import type { Problem } from "./answers.ts";
import type { Config } from "./config.ts";
import { token } from "./session.ts";

/** The service said no, or not now. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, problem: Problem | undefined) {
    super(problem?.errors?.[0]?.detail ?? problem?.detail ?? problem?.title ?? `The service answered ${status}.`);
    this.status = status;
  }
}

export type ServiceName = "session" | "insight" | "notify";

export async function call<T>(
  config: Config,
  service: ServiceName,
  path: string,
  sent?: { method: string; body: unknown },
): Promise<T> {
  const headers: Record<string, string> = { Authorization: `Bearer ${await token(config)}`, Accept: "application/json" };
  if (sent !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(config[service] + path, {
    method: sent?.method ?? "GET",
    headers,
    ...(sent === undefined ? {} : { body: JSON.stringify(sent.body) }),
  });
  if (!answer.ok) throw new Refused(answer.status, await problemOf(answer));
  return (await answer.json()) as T;
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
