/**
 * The studio's webhooks, for who looks after them: how each is going, what came of the last messages, and sending again. An
 * address is often a secret, so its host alone is shown, and nothing of them stays on this device.
 */
import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { Webhook, WebhookAttempt, WebhookOutcome } from "./answers.ts";
import { call } from "./api.ts";
import { Act } from "./parts.tsx";
import { type Key, number, say } from "./say.ts";
import { isSignedIn } from "./session.ts";
import { Cell, Stacked } from "./stacked.tsx";
import { announced, config, failed, whenForgotten } from "./state.ts";
import { ageOf, moment } from "./words.ts";

const PATH = "/v1/webhooks";
const MOST_ATTEMPTS = 10;
const AN_HOUR_MS = 3_600_000;
const SPANS = [1, 24, 168] as const;

interface Known extends Webhook {
  attempts: WebhookAttempt[];
}

const hooks = signal<readonly Known[] | undefined>(undefined);
whenForgotten(() => {
  hooks.value = undefined;
});

async function attemptsOf(id: string): Promise<WebhookAttempt[]> {
  return (await call<{ items: WebhookAttempt[] }>(config.value!, "notify", `${PATH}/${id}/attempts?limit=${MOST_ATTEMPTS}`)).items;
}

async function look(): Promise<void> {
  if (!isSignedIn()) return;
  try {
    const { items } = await call<{ items: Webhook[] }>(config.value!, "notify", PATH);
    hooks.value = await Promise.all(items.map(async (each) => ({ ...each, attempts: await attemptsOf(each.id) })));
  } catch (failure) {
    failed(failure);
  }
}

export function Webhooks(): JSX.Element {
  useEffect(() => void look(), []);
  const known = hooks.value;
  return (
    <section aria-labelledby="hooks-title">
      <div class="row">
        <h2 id="hooks-title">{say("hooks.title")}</h2>
        <button type="button" class="quiet" onClick={() => void look()}>
          {say("hooks.look")}
        </button>
      </div>
      <p class="soft">{say("hooks.meaning")}</p>
      {known?.length === 0 && <p>{say("hooks.none")}</p>}
      {known?.map((each) => (
        <Hook key={each.id} hook={each} />
      ))}
    </section>
  );
}

function clock(instant: string): string {
  return moment(instant, Intl.DateTimeFormat().resolvedOptions().timeZone); // the staff's own, as nothing here is a member's
}

/** Whatever keeps messages from being sent, in words. */
function standing({ state, deliveredAt }: Webhook): string {
  switch (state.name) {
    case "ACTIVE":
      return deliveredAt === null ? say("hooks.nothingYet") : say("hooks.active", { age: ageOf(Date.parse(deliveredAt), Date.now()) });
    case "RESTING":
      return say("hooks.resting", { failures: state.failures, when: state.nextTrialAt === null ? "–" : clock(state.nextTrialAt) });
    case "GONE":
      return say("hooks.gone");
    case "OFF":
      return say("hooks.off");
  }
}

const TYPES: Readonly<Record<string, Key>> = { "nudge.issued": "hooks.type.issued", "nudge.withdrawn": "hooks.type.withdrawn", "webhook.test": "hooks.type.test" };

/** What was sent, in words; one that only a newer release knows as it is called there. */
function kind(type: string): string {
  const key = TYPES[type];
  return key === undefined ? type : say(key);
}

function outcome(of: WebhookOutcome, status: number | null): string {
  const told = say(`hooks.outcome.${of}`);
  return status === null ? told : say("hooks.answered", { told, status: String(status) });
}

function Hook({ hook }: { hook: Known }): JSX.Element {
  const isBusy = useSignal(false);
  const hours = useSignal<number>(SPANS[0]);
  const told = useSignal("");

  async function deed(way: string, body: object, said: (answer: { outcome: WebhookOutcome; status: number | null }) => string): Promise<void> {
    isBusy.value = true;
    try {
      announced.value = told.value = said(await call(config.value!, "notify", `${PATH}/${hook.id}/${way}`, { method: "POST", body }));
      await look();
    } catch (failure) {
      failed(failure);
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <article class="card hook" aria-labelledby={`hook-${hook.id}`}>
      <h3 id={`hook-${hook.id}`}>
        {hook.name} <span class="soft small">{new URL(hook.address).host}</span>
      </h3>
      <p>
        {standing(hook)} {hook.waiting > 0 && say("hooks.waiting", { count: hook.waiting })}
      </p>
      <Attempts attempts={hook.attempts} />
      <div class="fields">
        <label class="field">
          <span>{say("hooks.again.since")}</span>
          <select value={hours.value} onChange={(event) => (hours.value = Number(event.currentTarget.value))}>
            {SPANS.map((each) => (
              <option key={each} value={each}>
                {say(`hooks.span.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <Act class="choice last-line" isOff={isBusy.value} onAct={() => void deed("replay", { since: new Date(Date.now() - hours.value * AN_HOUR_MS).toISOString() }, () => say("hooks.again.told"))}>
          {say("hooks.again")}
        </Act>
        <Act class="choice last-line" isOff={isBusy.value} onAct={() => void deed("test", {}, (answer) => say("hooks.tested", { outcome: outcome(answer.outcome, answer.status) }))}>
          {say("hooks.test")}
        </Act>
      </div>
      <p class="soft small">{say("hooks.again.meaning")}</p>
      {told.value !== "" && <p>{told.value}</p>}
    </article>
  );
}

function Attempts({ attempts }: { attempts: readonly WebhookAttempt[] }): JSX.Element | null {
  if (attempts.length === 0) return null;
  const [when, what, came, took, next] = (["when", "what", "came", "took", "next"] as const).map((each) => say(`hooks.column.${each}`));
  return (
    <Stacked name={say("hooks.attempts")} hasCaption columns={[when!, what!, came!, took!, next!]}>
      {attempts.map((each) => (
        <tr key={`${each.messageId} ${each.attempt} ${each.at}`} role="row">
          <th role="rowheader" scope="row">
            {clock(each.at)}
          </th>
          <Cell of={what!}>{kind(each.type)}</Cell>
          <Cell of={came!}>{outcome(each.outcome, each.status)}</Cell>
          <Cell of={took!}>{say("hooks.took", { ms: number(each.tookMs) })}</Cell>
          {each.retryAt === null ? <Cell /> : <Cell of={next!}>{clock(each.retryAt)}</Cell>}
        </tr>
      ))}
    </Stacked>
  );
}
