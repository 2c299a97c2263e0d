/** The plan as it holds and as it is being changed. A change names the version it was made from. */
import { computed, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { Plan } from "./answers.ts";
import { ask, Refused } from "./api.ts";
import { lines, toSend } from "./plan.ts";
import { Act } from "./parts.tsx";
import { PlanForm } from "./planform.tsx";
import { say } from "./say.ts";
import { isSignedIn } from "./session.ts";
import { announced, config, failed, refresh, whenForgotten } from "./state.ts";

const PATH = "/v1/members/me/nudge-plan";

interface Tagged {
  plan: Plan;
  tag: string | undefined;
}

interface Warning {
  code: "NO_ROOM" | "NO_SAFE_CONTENT" | "NO_RECEIVER";
}

/** What holds, as last heard. */
const held = signal<Tagged | undefined>(undefined);
/** What is being changed; it was made from `base`. */
const draft = signal<Plan | undefined>(undefined);
/** The plan that another tab or device put in place of the one that was changed here. */
const theirs = signal<Tagged | undefined>(undefined);
const problem = signal<string | undefined>(undefined);
const warnings = signal<readonly string[]>([]);
const isSending = signal(false);

/** Whether there is a plan to show: what stands below it waits for that. */
export const isPlanThere = computed(() => held.value !== undefined);

whenForgotten(() => {
  held.value = draft.value = theirs.value = undefined;
  warnings.value = [];
});

async function read(): Promise<Tagged | undefined> {
  if (!isSignedIn()) return undefined;
  try {
    const { answer, tag } = await ask<Plan>(config.value!, "notify", PATH);
    return { plan: answer, tag };
  } catch (failure) {
    failed(failure);
    return undefined;
  }
}

async function send(plan: Plan, base: Tagged): Promise<void> {
  isSending.value = true;
  problem.value = undefined;
  warnings.value = [];
  try {
    const body = toSend(plan, base.plan.version + 1);
    const { answer, tag } = await ask<Plan & { won?: boolean; judged?: boolean; asOf: string; warnings?: Warning[] }>(config.value!, "notify", PATH, { method: "PUT", body, ifMatch: base.tag });
    if (answer.won === false) await stoodAside(plan);
    else if (answer.judged === false) problem.value = say("plan.looking");
    else {
      held.value = { plan: answer, tag };
      draft.value = theirs.value = undefined;
      warnings.value = [...new Set((answer.warnings ?? []).map(({ code }) => say(`plan.warning.${code}`)))];
      announced.value = [say("plan.kept"), ...warnings.value].join(" ");
      await refresh(answer.asOf);
    }
  } catch (failure) {
    if (failure instanceof Refused && (failure.status === 412 || failure.status === 409)) await stoodAside(plan);
    else if (failure instanceof Refused && failure.status < 500) problem.value = failure.message;
    else failed(failure);
  } finally {
    isSending.value = false;
  }
}

/** Another version holds meanwhile: both are shown, and the person says which. */
async function stoodAside(mine: Plan): Promise<void> {
  theirs.value = await read();
  draft.value = mine;
}

export function PlanCard(): JSX.Element {
  useEffect(() => {
    void read().then((found) => {
      if (found !== undefined) held.value = found;
    });
  }, []);
  const plan = draft.value ?? held.value?.plan;
  return (
    <section class="card" aria-labelledby="plan-title">
      <h2 id="plan-title">{say("plan.title")}</h2>
      {plan === undefined ? (
        <p class="soft">{say("plan.needsNetwork")}</p>
      ) : theirs.value !== undefined ? (
        <Both mine={plan} other={theirs.value} />
      ) : (
        <PlanForm
          plan={plan}
          isChanged={draft.value !== undefined}
          isSending={isSending.value}
          problem={problem.value}
          warnings={warnings.value}
          onChange={(by) => (draft.value = { ...plan, ...by })}
          onKeep={() => void send(plan, held.value!)}
          onBack={() => (draft.value = problem.value = undefined)}
        />
      )}
    </section>
  );
}

function Both(props: { mine: Plan; other: Tagged }): JSX.Element {
  const mine = lines(props.mine);
  const other = lines(props.other.plan);
  return (
    <>
      <p role="alert">{say("plan.both")}</p>
      <table class="both">
        <thead>
          <tr>
            <td />
            <th scope="col">{say("plan.yours")}</th>
            <th scope="col">{say("plan.other")}</th>
          </tr>
        </thead>
        <tbody>
          {mine.map(([name, value], at) => (
            <tr key={name} class={value === other[at]![1] ? "" : "differs"}>
              <th scope="row">{name}</th>
              <td>{value}</td>
              <td>{other[at]![1]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="choices">
        <Act class="choice" isOff={isSending.value} onAct={() => void send(props.mine, props.other)}>
          {say("plan.keepMine")}
        </Act>
        <Act
          class="choice"
          onAct={() => {
            held.value = props.other;
            draft.value = theirs.value = undefined;
          }}
        >
          {say("plan.takeOther")}
        </Act>
      </div>
    </>
  );
}
