/** The plan: moments on a day's line with its quiet hours, limits, places. A change names the version it was made from. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { Plan } from "./answers.ts";
import { ask, Refused } from "./api.ts";
import { DAYS, lines, MINUTES_A_DAY, minuteOf, quietSpans, slotsOf, toSend } from "./plan.ts";
import { isSignedIn } from "./session.ts";
import { announced, config, failed, refresh } from "./state.ts";
import { CONTEXTS, weekdayName } from "./words.ts";

const PATH = "/v1/members/me/nudge-plan";
const MOST_SLOTS = 12;

interface Tagged {
  plan: Plan;
  tag: string | undefined;
}

/** What holds, as last heard. */
const held = signal<Tagged | undefined>(undefined);
/** What is being changed; it was made from `base`. */
const draft = signal<Plan | undefined>(undefined);
/** The plan that another tab or device put in place of the one that was changed here. */
const theirs = signal<Tagged | undefined>(undefined);
const problem = signal<string | undefined>(undefined);
const isSending = signal(false);

export function forgetPlan(): void {
  held.value = draft.value = theirs.value = undefined;
}

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
  try {
    const body = toSend(plan, base.plan.version + 1);
    const { answer, tag } = await ask<Plan & { won?: boolean; asOf: string }>(config.value!, "notify", PATH, { method: "PUT", body, ifMatch: base.tag });
    if (answer.won === false) await stoodAside(plan);
    else {
      held.value = { plan: answer, tag };
      draft.value = theirs.value = undefined;
      announced.value = "The plan is kept.";
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
      <h2 id="plan-title">Your plan</h2>
      {plan === undefined ? (
        <p class="soft">It is asked for each time, and needs a connection.</p>
      ) : theirs.value !== undefined ? (
        <Both mine={plan} other={theirs.value} />
      ) : (
        <Editing plan={plan} />
      )}
    </section>
  );
}

function Both(props: { mine: Plan; other: Tagged }): JSX.Element {
  const mine = lines(props.mine);
  const other = lines(props.other.plan);
  return (
    <>
      <p role="alert">The plan was changed elsewhere meanwhile. Which one is to hold?</p>
      <table class="both">
        <thead>
          <tr>
            <td />
            <th scope="col">Yours</th>
            <th scope="col">The other</th>
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
        <button type="button" class="choice" disabled={isSending.value} onClick={() => void send(props.mine, props.other)}>
          Keep mine
        </button>
        <button
          type="button"
          class="choice"
          onClick={() => {
            held.value = props.other;
            draft.value = theirs.value = undefined;
          }}
        >
          Take the other
        </button>
      </div>
    </>
  );
}

function Editing(props: { plan: Plan }): JSX.Element {
  const { plan } = props;
  const change = (by: Partial<Plan>): void => {
    draft.value = { ...plan, ...by };
  };
  const cap = (name: keyof Plan["caps"], title: string, least: number, most: number): JSX.Element => (
    <label class="field">
      <span>{title}</span>
      <input
        type="number"
        min={least}
        max={most}
        value={plan.caps[name]}
        onChange={(event) => change({ caps: { ...plan.caps, [name]: Number(event.currentTarget.value) } })}
      />
    </label>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send(plan, held.value!);
      }}
    >
      <label class="switch">
        <input type="checkbox" checked={plan.enabled} onChange={(event) => change({ enabled: event.currentTarget.checked })} />
        <span>Nudges may come</span>
      </label>
      <Week plan={plan} />
      <fieldset>
        <legend>Moments</legend>
        {plan.slots.length === 0 && <p class="soft">None chosen.</p>}
        <div class="chips">
          {plan.slots.map((slot, at) => (
            <span key={at} class="moment">
              <input
                type="time"
                required
                value={slot}
                aria-label={`Moment ${at + 1}`}
                onChange={(event) => change({ slots: plan.slots.map((each, index) => (index === at ? event.currentTarget.value : each)) })}
              />
              <button type="button" class="quiet" aria-label={`Without ${slot}`} onClick={() => change({ slots: plan.slots.filter((_, index) => index !== at) })}>
                ×
              </button>
            </span>
          ))}
          {plan.slots.length < MOST_SLOTS && (
            <button type="button" class="choice" onClick={() => change({ slots: [...plan.slots, free(plan)] })}>
              Add a moment
            </button>
          )}
        </div>
      </fieldset>
      <fieldset class="fields">
        <legend>Quiet</legend>
        {(["from", "to"] as const).map((end) => (
          <label key={end} class="field">
            <span>{end === "from" ? "From" : "To"}</span>
            <input
              type="time"
              required
              value={plan.quietHours?.[end] ?? ""}
              onChange={(event) => change({ quietHours: { from: "21:00", to: "08:00", ...plan.quietHours, [end]: event.currentTarget.value } })}
            />
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>Where they may find you</legend>
        <div class="chips">
          {CONTEXTS.map(([context, name]) => (
            <label key={context} class="chip-choice">
              <input
                type="checkbox"
                checked={plan.contexts.includes(context)}
                onChange={(event) =>
                  change({ contexts: event.currentTarget.checked ? [...plan.contexts, context] : plan.contexts.filter((each) => each !== context) })
                }
              />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class="fields">
        <legend>At most</legend>
        {cap("perDay", "A day", 0, 6)}
        {cap("per7Days", "In seven days", 0, 30)}
        {cap("minGapMinutes", "Minutes apart", 0, 1_440)}
        {cap("afterPracticeMinutes", "Minutes after practice", 0, 1_440)}
      </fieldset>
      {problem.value !== undefined && <p role="alert">{problem.value}</p>}
      <div class="choices">
        <button type="submit" class="primary" disabled={draft.value === undefined || isSending.value}>
          Keep this plan
        </button>
        {draft.value !== undefined && (
          <button type="button" class="choice" onClick={() => ((draft.value = undefined), (problem.value = undefined))}>
            As it was
          </button>
        )}
      </div>
    </form>
  );
}

/** The first full hour of the day that is neither quiet nor taken. */
function free(plan: Plan): string {
  const quiet = quietSpans(plan, DAYS[0]);
  for (let hour = 9; hour < 24; hour++) {
    const clock = `${String(hour).padStart(2, "0")}:30`;
    if (!plan.slots.includes(clock) && !quiet.some(([from, to]) => hour * 60 + 30 >= from && hour * 60 + 30 < to)) return clock;
  }
  return "12:00";
}

/** Seven lines, a day each: what is quiet is shaded, a moment is a mark. Days alike are one line. */
function Week(props: { plan: Plan }): JSX.Element {
  const kinds = new Map<string, string[]>();
  for (const day of DAYS) {
    const kind = JSON.stringify([quietSpans(props.plan, day), slotsOf(props.plan, day)]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), day]);
  }
  return (
    <div class="week">
      {[...kinds.values()].map((days) => (
        <Line key={days[0]} name={kinds.size === 1 ? "Every day" : days.map((day) => weekdayName(day).slice(0, 2)).join(" ")} plan={props.plan} day={days[0]!} />
      ))}
    </div>
  );
}

function Line(props: { name: string; plan: Plan; day: string }): JSX.Element {
  const slots = slotsOf(props.plan, props.day);
  const x = (minute: number): number => (minute / MINUTES_A_DAY) * 360;
  return (
    <figure class="line-of-day">
      <figcaption>
        {props.name}
        <span class="spoken">: {slots.length === 0 ? "no moment" : slots.join(", ")}</span>
      </figcaption>
      <svg viewBox="-4 0 368 34" aria-hidden="true">
        <rect x="0" y="8" width="360" height="8" rx="4" class="rail" />
        {quietSpans(props.plan, props.day).map(([from, to]) => (
          <rect key={from} x={x(from)} y="4" width={x(to) - x(from)} height="16" class="quiet-span" />
        ))}
        {slots.map((slot) => (
          <circle key={slot} cx={x(minuteOf(slot))} cy="12" r="6" class="slot" />
        ))}
        {[0, 6, 12, 18, 24].map((hour) => (
          <text key={hour} x={x(hour * 60)} y="33" text-anchor={hour === 0 ? "start" : hour === 24 ? "end" : "middle"} class="hour">
            {hour}
          </text>
        ))}
      </svg>
    </figure>
  );
}
