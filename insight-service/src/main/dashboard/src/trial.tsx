/** A self-experiment: chance decides between two practices, and the service says what followed each. Nothing is worked out here. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Trial, TrialOutcome } from "./answers.ts";
import { call, Refused } from "./api.ts";
import { lookAgain, useLooked } from "./looked.ts";
import { Act } from "./parts.tsx";
import { decimal, say } from "./say.ts";
import { announced, config, failed, today } from "./state.ts";
import { moment, practiceName } from "./words.ts";

const PATH = "/v1/members/me/self-experiments";
/** Those that may be suggested unasked; which of them a person's conditions rule out the service says. */
const PRACTICES = ["back-body-breath", "tadasana", "parsvottanasana", "bhujangasana", "ardha-pincha-mayurasana", "savasana"];
const REGION = "primary";

export function TrialCard(): JSX.Element | null {
  const seen = useLooked<{ items: Trial[] }>("insight", PATH);
  const problem = useSignal<string | undefined>(undefined);
  const isBusy = useSignal(false);

  async function tell(path: string, body: object | undefined, said: string): Promise<void> {
    isBusy.value = true;
    problem.value = undefined;
    try {
      await call(config.value!, "insight", path, { method: "POST", body });
      await lookAgain("insight", PATH);
      await Promise.all((seen?.answer.items ?? []).slice(0, 1).map((each) => lookAgain("insight", `${PATH}/${each.id}`)));
      announced.value = said;
    } catch (failure) {
      if (failure instanceof Refused && failure.status < 500) problem.value = failure.message;
      else failed(failure);
    } finally {
      isBusy.value = false;
    }
  }

  if (seen === undefined) return null;
  const [latest] = seen.answer.items;
  const isOpen = latest !== undefined && latest.endedAt == null;
  return (
    <section class="card" aria-labelledby="trial-title">
      <h2 id="trial-title">{say("trial.title")}</h2>
      <p class="soft">{say("trial.meaning")}</p>
      {latest !== undefined && (
        <Standing id={latest.id} isOpen={isOpen} isBusy={isBusy.value} onDraw={() => tell(`${PATH}/${latest.id}/draws`, { drawId: crypto.randomUUID() }, say("trial.isDrawn"))} onEnd={() => tell(`${PATH}/${latest.id}/end`, undefined, say("trial.ended"))} />
      )}
      {!isOpen && <Beginning isBusy={isBusy.value} onBegin={(practices) => tell(PATH, { practices, region: REGION }, say("trial.begun"))} />}
      {problem.value !== undefined && (
        <p role="alert" lang="en">
          {problem.value}
        </p>
      )}
    </section>
  );
}

function Standing(props: { id: string; isOpen: boolean; isBusy: boolean; onDraw: () => Promise<void>; onEnd: () => Promise<void> }): JSX.Element | null {
  const seen = useLooked<TrialOutcome>("insight", `${PATH}/${props.id}`);
  if (seen === undefined) return null;
  const { arms, draws, text } = seen.answer;
  const last = draws.at(-1);
  const stands = props.isOpen && last !== undefined && Date.parse(last.standsUntil) > Date.now();
  return (
    <>
      {stands && (
        <p class="large">
          {say("trial.drawn", { practice: practiceName(last.practice) })} <span class="soft small">{say("trial.stands", { when: moment(last.standsUntil, today.value?.answer.zone) })}</span>
        </p>
      )}
      <ul class="noted">
        {arms.map((each) => (
          <li key={each.practice}>
            <span class="name">{say("trial.arm", { practice: practiceName(each.practice), draws: each.draws, pairs: each.pairs })}</span>
            {each.meanChange != null && <span class="soft">{say("trial.change", { change: decimal(each.meanChange) })}</span>}
          </li>
        ))}
      </ul>
      <p>{text}</p>
      {props.isOpen && (
        <div class="choices">
          <Act class="choice" isOff={stands || props.isBusy} onAct={() => void props.onDraw()}>
            {say("trial.now")}
          </Act>
          <Act class="choice" isOff={props.isBusy} onAct={() => void props.onEnd()}>
            {say("trial.end")}
          </Act>
        </div>
      )}
    </>
  );
}

function Beginning(props: { isBusy: boolean; onBegin: (practices: string[]) => Promise<void> }): JSX.Element {
  const one = useSignal(PRACTICES[0]!);
  const other = useSignal(PRACTICES[1]!);
  const isSame = one.value === other.value;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSame) void props.onBegin([one.value, other.value]);
      }}
    >
      <div class="fields">
        {(
          [
            ["trial.first", one],
            ["trial.second", other],
          ] as const
        ).map(([title, chosen]) => (
          <label key={title} class="field">
            <span>{say(title)}</span>
            <select value={chosen.value} onChange={(event) => (chosen.value = event.currentTarget.value)}>
              {PRACTICES.map((each) => (
                <option key={each} value={each}>
                  {practiceName(each)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {isSame && <p role="alert">{say("trial.same")}</p>}
      <Act class="choice" isOff={isSame || props.isBusy}>
        {say("trial.begin")}
      </Act>
    </form>
  );
}
