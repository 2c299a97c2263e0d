/**
 * The studio's webhooks, for who looks after them: how each is going, what came of the last messages, and sending again. An
 * address is often a secret, so its host alone is shown to who does not change it, and nothing of them stays on this device.
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { Webhook, WebhookAttempt, WebhookOutcome } from "./answers.ts";
import { kind } from "./hook.ts";
import { Changing, Registering, Removing, Renewing } from "./hookdeeds.tsx";
import { type Fresh, SecretOnce } from "./hooksecret.tsx";
import { askHook, hooks, isGone, type Known, look } from "./hookstore.ts";
import { Act, Choosing } from "./parts.tsx";
import { number, say } from "./say.ts";
import { Cell, Stacked } from "./stacked.tsx";
import { announced, failed } from "./state.ts";
import { ageOf, moment } from "./words.ts";

const AN_HOUR_MS = 3_600_000;
const SPANS = [1, 24, 168] as const;

export function Webhooks(): JSX.Element {
  useEffect(() => void look(), []);
  const known = hooks.value;
  const fresh = useSignal<Fresh | undefined>(undefined);
  return (
    <section aria-labelledby="hooks-title">
      <div class="row">
        <h2 id="hooks-title">{say("hooks.title")}</h2>
        <button type="button" class="quiet" onClick={() => void look()}>
          {say("hooks.look")}
        </button>
      </div>
      <p class="soft">{say("hooks.meaning")}</p>
      <Registering onSecret={(made) => (fresh.value = made)} />
      {fresh.value !== undefined && <SecretOnce fresh={fresh.value} level="h3" onAway={() => (fresh.value = undefined)} />}
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

function outcome(of: WebhookOutcome, status: number | null): string {
  const told = say(`hooks.outcome.${of}`);
  return status === null ? told : say("hooks.answered", { told, status: String(status) });
}

function Hook({ hook }: { hook: Known }): JSX.Element {
  const isBusy = useSignal(false);
  const hours = useSignal<(typeof SPANS)[number]>(SPANS[0]);
  const told = useSignal("");
  const fresh = useSignal<Fresh | undefined>(undefined);

  function tell(what: string): void {
    announced.value = told.value = what;
  }

  async function deed(way: string, body: object, said: (answer: { outcome: WebhookOutcome; status: number | null }) => string): Promise<void> {
    isBusy.value = true;
    try {
      tell(said(await askHook("POST", `${hook.id}/${way}`, body)));
      await look();
    } catch (failure) {
      if (!(await isGone(failure))) failed(failure);
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
        <Choosing name={say("hooks.again.since")} chosen={hours} choices={SPANS} named={(each) => say(`hooks.span.${each}`)} />
        <Act class="choice last-line" isOff={isBusy.value} onAct={() => void deed("replay", { since: new Date(Date.now() - hours.value * AN_HOUR_MS).toISOString() }, () => say("hooks.again.told"))}>
          {say("hooks.again")}
        </Act>
        <Act class="choice last-line" isOff={isBusy.value} onAct={() => void deed("test", {}, (answer) => say("hooks.tested", { outcome: outcome(answer.outcome, answer.status) }))}>
          {say("hooks.test")}
        </Act>
      </div>
      <p class="soft small">{say("hooks.again.meaning")}</p>
      {told.value !== "" && <p>{told.value}</p>}
      <Changing hook={hook} onTold={tell} />
      <Renewing hook={hook} onSecret={(made) => (fresh.value = made)} onTold={tell} />
      {fresh.value !== undefined && <SecretOnce fresh={fresh.value} level="h4" onAway={() => (fresh.value = undefined)} />}
      <Removing hook={hook} />
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
