/** A week of a plan as lines, a day each: what is quiet is shaded, a moment is a mark. Days alike are one line. */
import type { JSX } from "preact";
import type { Plan } from "./answers.ts";
import { DAYS, MINUTES_A_DAY, minuteOf, quietSpans, slotsOf } from "./plan.ts";
import { say } from "./say.ts";
import { weekdayName } from "./words.ts";

export function Week(props: { plan: Plan }): JSX.Element {
  const kinds = new Map<string, string[]>();
  for (const day of DAYS) {
    const kind = JSON.stringify([quietSpans(props.plan, day), slotsOf(props.plan, day)]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), day]);
  }
  return (
    <div class="week">
      {[...kinds.values()].map((days) => (
        <Line key={days[0]} name={kinds.size === 1 ? say("plan.everyDay") : days.map(shortDay).join(" ")} plan={props.plan} day={days[0]!} />
      ))}
    </div>
  );
}

export function shortDay(day: string): string {
  return weekdayName(day).slice(0, 2);
}

function Line(props: { name: string; plan: Plan; day: string }): JSX.Element {
  const slots = slotsOf(props.plan, props.day);
  const x = (minute: number): number => (minute / MINUTES_A_DAY) * 360;
  return (
    <figure class="line-of-day">
      <figcaption>
        {props.name}
        <span class="spoken">{say("plan.line", { slots: slots.length === 0 ? say("plan.noMoment") : slots.join(", ") })}</span>
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
