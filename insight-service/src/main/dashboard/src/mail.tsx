/**
 * A digest of nudges by e-mail, for who would rather read than be reminded: the address, whether its owner confirmed it, and at
 * what times it comes. Where the service sends no mail there is nothing to see.
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { NudgeMail } from "./answers.ts";
import { call, Refused } from "./api.ts";
import { lookAgain, useLooked } from "./looked.ts";
import { Act } from "./parts.tsx";
import { say } from "./say.ts";
import { announced, config, failed, now, type Seen, today } from "./state.ts";
import { moment } from "./words.ts";

const PATH = "/v1/members/me/nudge-mail";
const MOST_HOURS = 4;
const USUAL = ["08:00"];
const LINK_HOLDS_MS = 86_400_000;

export function useMail(): Seen<NudgeMail> | undefined {
  const seen = useLooked<NudgeMail>("notify", PATH);
  const waits = seen?.answer.unconfirmed != null;
  const looked = now.value?.at;
  useEffect(() => {
    if (waits) void lookAgain("notify", PATH); // it is confirmed elsewhere, in a mail program
  }, [waits, looked]);
  return seen;
}

export function Mail({ mail }: { mail: NudgeMail }): JSX.Element | null {
  const { offered, confirmed, unconfirmed } = mail;
  const isBusy = useSignal(false);
  const problem = useSignal<string | undefined>(undefined);
  if (!offered && confirmed === null && unconfirmed === null) return null;

  async function send(method: "PUT" | "DELETE", body: object | undefined, said: string): Promise<void> {
    isBusy.value = true;
    problem.value = undefined;
    try {
      await call<unknown>(config.value!, "notify", PATH, { method, body });
      announced.value = said;
      await lookAgain("notify", PATH);
    } catch (failure) {
      if (failure instanceof Refused && failure.status < 500 && failure.status !== 429) problem.value = failure.status === 409 ? say("mail.enough") : failure.message;
      else failed(failure);
    } finally {
      isBusy.value = false;
    }
  }

  const isOn = confirmed !== null && confirmed.endedAt === null;
  const ask = (address: string, hours: readonly string[]): void => void send("PUT", { address, hours }, say(isOn && address === confirmed.address ? "mail.kept" : "mail.asked"));
  return (
    <section class="card" aria-labelledby="mail-title">
      <h2 id="mail-title">{say("mail.title")}</h2>
      <p class="soft">{say("mail.meaning")}</p>
      {isOn && <p>{say("mail.on", { address: confirmed.address })}</p>}
      {confirmed !== null && !isOn && <p>{say(confirmed.endedBecause === "refused" ? "mail.refused" : "mail.ended", { address: confirmed.address })}</p>}
      {unconfirmed !== null && (
        <p>
          <strong>{say("mail.waits", { address: unconfirmed.address })}</strong> {say("mail.waits.meaning", { when: moment(new Date(Date.parse(unconfirmed.askedAt) + LINK_HOLDS_MS).toISOString(), today.value?.answer.zone) })}
        </p>
      )}
      {offered && (
        <Asking
          key={`${(unconfirmed ?? confirmed)?.address} ${(unconfirmed ?? confirmed)?.hours}`}
          address={(unconfirmed ?? confirmed)?.address ?? ""}
          hours={(unconfirmed ?? confirmed)?.hours ?? USUAL}
          known={isOn ? confirmed.address : undefined}
          isBusy={isBusy.value}
          onAsk={ask}
        />
      )}
      {problem.value !== undefined && <p role="alert">{problem.value}</p>}
      {(confirmed !== null || unconfirmed !== null) && (
        <Act class="quiet" isOff={isBusy.value} onAct={() => void send("DELETE", undefined, say("mail.forgotten"))}>
          {say("mail.forget")}
        </Act>
      )}
    </section>
  );
}

/** The address and the times; of an address that is confirmed already the times alone change. */
function Asking(props: { address: string; hours: readonly string[]; known: string | undefined; isBusy: boolean; onAsk: (address: string, hours: readonly string[]) => void }): JSX.Element {
  const address = useSignal(props.address);
  const hours = useSignal<readonly string[]>(props.hours);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onAsk(address.value.trim(), [...new Set(hours.value)].sort());
      }}
    >
      <label class="field">
        <span>{say("mail.address")}</span>
        <input type="email" required maxLength={254} autocomplete="email" value={address.value} onInput={(event) => (address.value = event.currentTarget.value)} />
      </label>
      <fieldset class="times">
        <legend>{say("mail.hours")}</legend>
        {hours.value.map((hour, at) => (
          <span key={at} class="time">
            <input type="time" required value={hour} aria-label={say("mail.hour", { number: at + 1 })} onChange={(event) => (hours.value = hours.value.map((each, other) => (other === at ? event.currentTarget.value : each)))} />
            {hours.value.length > 1 && (
              <Act class="quiet" label={say("plan.without", { slot: hour })} onAct={() => (hours.value = hours.value.filter((_, other) => other !== at))}>
                ×
              </Act>
            )}
          </span>
        ))}
        {hours.value.length < MOST_HOURS && (
          <Act class="quiet" onAct={() => (hours.value = [...hours.value, "18:00"])}>
            {say("mail.addHour")}
          </Act>
        )}
      </fieldset>
      <Act class="choice" isOff={props.isBusy}>
        {say(address.value.trim() === props.known ? "mail.keep" : "mail.ask")}
      </Act>
    </form>
  );
}
