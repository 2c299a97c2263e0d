/** The fields of a plan: moments with the days they come on, quiet hours, places, limits, what else may bring a nudge, where they go. */
import type { JSX } from "preact";
import type { Plan } from "./answers.ts";
import { Channels } from "./channels.tsx";
import { Act } from "./parts.tsx";
import { daysOf, DAYS, quietSpans, withDays, withSlot, withTriggers } from "./plan.ts";
import { say } from "./say.ts";
import { shortDay, Week } from "./week.tsx";
import { contexts, weekdayName } from "./words.ts";

const MOST_SLOTS = 12;
const USUAL_QUIET = { from: "21:00", to: "08:00" };
const USUAL_STILL = 60;

type Change = (by: Partial<Plan>) => void;

export interface Editing {
  plan: Plan;
  isChanged: boolean;
  isSending: boolean;
  problem: string | undefined;
  /** What of the plan that was kept will not bring what it seems to. */
  warnings: readonly string[];
  onChange: Change;
  onKeep: () => void;
  onBack: () => void;
}

export function PlanForm(props: Editing): JSX.Element {
  const { plan, onChange } = props;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onKeep();
      }}
    >
      <label class="switch">
        <input type="checkbox" checked={plan.enabled} onChange={(event) => onChange({ enabled: event.currentTarget.checked })} />
        <span>{say("plan.enabled")}</span>
      </label>
      <Week plan={plan} />
      <Moments plan={plan} onChange={onChange} />
      <Quiet plan={plan} onChange={onChange} />
      <fieldset>
        <legend>{say("plan.where")}</legend>
        <div class="chips">
          {contexts().map(([context, name]) => (
            <Choice key={context} name={name} isChosen={plan.contexts.includes(context)} onChange={(isChosen) => onChange({ contexts: changed(plan.contexts, context, isChosen) })} />
          ))}
        </div>
      </fieldset>
      <Limits plan={plan} onChange={onChange} />
      <Triggers plan={plan} onChange={onChange} />
      <Channels plan={plan} onChange={onChange} />
      {props.problem !== undefined && <p role="alert">{props.problem}</p>}
      {props.warnings.map((warning) => (
        <p key={warning} class="soft">
          {warning}
        </p>
      ))}
      <div class="choices">
        <Act class="primary" isOff={!props.isChanged || props.isSending}>
          {say("plan.keep")}
        </Act>
        {props.isChanged && (
          <Act class="choice" onAct={props.onBack}>
            {say("plan.asItWas")}
          </Act>
        )}
      </div>
    </form>
  );
}

function changed(all: readonly string[], one: string, isChosen: boolean): string[] {
  return isChosen ? [...all, one] : all.filter((each) => each !== one);
}

function Choice(props: { name: string; label?: string; isChosen: boolean; onChange: (isChosen: boolean) => void }): JSX.Element {
  return (
    <label class="chip-choice">
      <input type="checkbox" aria-label={props.label} checked={props.isChosen} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      <span>{props.name}</span>
    </label>
  );
}

function Moments({ plan, onChange }: { plan: Plan; onChange: Change }): JSX.Element {
  return (
    <fieldset>
      <legend>{say("plan.moments")}</legend>
      {plan.slots.length === 0 && <p class="soft">{say("plan.noMoments")}</p>}
      {plan.slots.map((slot, at) => (
        <div key={at} class="moment">
          <input type="time" required value={slot} aria-label={say("plan.moment", { number: at + 1 })} onChange={(event) => onChange(withSlot(plan, at, event.currentTarget.value))} />
          <Act class="quiet" label={say("plan.without", { slot })} onAct={() => onChange(withSlot(plan, at, undefined))}>
            ×
          </Act>
          <div class="days" role="group" aria-label={say("plan.daysOf", { slot })}>
            {DAYS.map((day) => (
              <Choice
                key={day}
                name={shortDay(day)}
                label={say("plan.on", { slot, day: weekdayName(day) })}
                isChosen={daysOf(plan, slot).includes(day)}
                onChange={(isChosen) => onChange({ slotRules: withDays(plan, slot, changed(daysOf(plan, slot), day, isChosen)) })}
              />
            ))}
          </div>
        </div>
      ))}
      {plan.slots.length < MOST_SLOTS && (
        <Act class="choice" onAct={() => onChange({ slots: [...plan.slots, free(plan)] })}>
          {say("plan.add")}
        </Act>
      )}
    </fieldset>
  );
}

/** The hours of most days; there may be none, and what single days have of their own stays. */
function Quiet({ plan, onChange }: { plan: Plan; onChange: Change }): JSX.Element {
  const { quietHours } = plan;
  return (
    <fieldset>
      <legend>{say("plan.quiet")}</legend>
      <label class="switch">
        <input type="checkbox" checked={quietHours !== null} onChange={(event) => onChange({ quietHours: event.currentTarget.checked ? USUAL_QUIET : null })} />
        <span>{say("plan.quiet.hours")}</span>
      </label>
      {quietHours !== null && (
        <div class="fields">
          {(["from", "to"] as const).map((end) => (
            <label key={end} class="field">
              <span>{say(`plan.${end}`)}</span>
              <input type="time" required value={quietHours[end]} onChange={(event) => onChange({ quietHours: { ...quietHours, [end]: event.currentTarget.value } })} />
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** What posture checks may bring besides the moments; off unless it is asked for. */
function Triggers({ plan, onChange }: { plan: Plan; onChange: Change }): JSX.Element {
  const { stillMinutes, lowVariety } = plan.triggers ?? {};
  return (
    <fieldset>
      <legend>{say("plan.triggers")}</legend>
      <p class="soft small">{say("plan.triggers.meaning")}</p>
      <label class="switch">
        <input type="checkbox" checked={stillMinutes !== undefined} onChange={(event) => onChange(withTriggers(plan, { stillMinutes: event.currentTarget.checked ? USUAL_STILL : undefined }))} />
        <span>{say("plan.still")}</span>
      </label>
      {stillMinutes !== undefined && (
        <label class="field">
          <span>{say("plan.still.minutes")}</span>
          <input type="number" required min={30} max={240} value={stillMinutes} onChange={(event) => onChange(withTriggers(plan, { stillMinutes: Number(event.currentTarget.value) }))} />
        </label>
      )}
      <label class="switch">
        <input type="checkbox" checked={lowVariety === true} onChange={(event) => onChange(withTriggers(plan, { lowVariety: event.currentTarget.checked }))} />
        <span>{say("plan.lowVariety")}</span>
      </label>
    </fieldset>
  );
}

function Limits({ plan, onChange }: { plan: Plan; onChange: Change }): JSX.Element {
  const cap = (name: keyof Plan["caps"], title: string, most: number): JSX.Element => (
    <label class="field">
      <span>{title}</span>
      <input type="number" min={0} max={most} value={plan.caps[name]} onChange={(event) => onChange({ caps: { ...plan.caps, [name]: Number(event.currentTarget.value) } })} />
    </label>
  );
  return (
    <fieldset class="fields">
      <legend>{say("plan.atMost")}</legend>
      {cap("perDay", say("plan.perDay"), 6)}
      {cap("per7Days", say("plan.per7Days"), 30)}
      {cap("minGapMinutes", say("plan.minGap"), 1_440)}
      {cap("afterPracticeMinutes", say("plan.afterPractice"), 1_440)}
    </fieldset>
  );
}

/** The first half hour of the day that is neither quiet nor taken. */
function free(plan: Plan): string {
  const quiet = quietSpans(plan, DAYS[0]);
  for (let hour = 9; hour < 24; hour++) {
    const clock = `${String(hour).padStart(2, "0")}:30`;
    if (!plan.slots.includes(clock) && !quiet.some(([from, to]) => hour * 60 + 30 >= from && hour * 60 + 30 < to)) return clock;
  }
  return "12:00";
}
