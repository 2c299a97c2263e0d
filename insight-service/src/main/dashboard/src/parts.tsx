/** Pieces that several screens share. */
import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { JSX } from "preact";
import { needsSignIn, refresh, trouble } from "./state.ts";
import { say } from "./say.ts";
import { ageOf } from "./words.ts";

/**
 * Whether what stands further up is there, or will not come for now: what is below it is shown after it, so that nothing is
 * pushed away under somebody's finger. Once said, it stays.
 */
export function useSettled(isThere: boolean): boolean {
  const was = useRef(false);
  was.current ||= isThere || trouble.value !== undefined || needsSignIn.value;
  return was.current;
}

/** What did not work, how old what is shown is, and the way to try again. */
export function Trouble(props: { age: number | undefined }): JSX.Element | null {
  if (trouble.value === undefined) return null;
  return (
    <section class="card" aria-label={say("trouble")}>
      <p>
        {trouble.value} {props.age === undefined ? say("trouble.nothing") : say("trouble.age", { age: ageOf(props.age, Date.now()) })}
      </p>
      <button type="button" class="choice" onClick={() => void refresh()}>
        {say("app.tryAgain")}
      </button>
    </section>
  );
}

/** One of several, as chips. */
export function Chips(props: { name: string; chosen: Signal<string>; choices: readonly (readonly [string, string])[] }): JSX.Element {
  return (
    <fieldset class="chips-of">
      <legend>{props.name}</legend>
      <div class="chips">
        {props.choices.map(([value, name]) => (
          <label key={value} class="chip-choice">
            <input type="radio" name={props.name} checked={props.chosen.value === value} onChange={() => (props.chosen.value = value)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Points of tension, or minutes: less to the left. */
const REACH = 4;

/** The picture of what the sentence below it says, and no more. */
export function Interval(props: { low: number | null; value: number | null; high: number | null }): JSX.Element | null {
  const { low, value, high } = props;
  if (low === null || value === null || high === null) return null;
  const x = (points: number): number => 150 + (Math.min(Math.max(points, -REACH), REACH) / REACH) * 140;
  return (
    <svg viewBox="0 0 300 24" class="interval" aria-hidden="true">
      <path d="M10 12H290" class="rail-line" />
      <path d="M150 3V21" class="zero" />
      <path d={`M${x(low)} 12H${x(high)}`} class="reach" />
      <circle cx={x(value)} cy="12" r="5" class="slot" />
    </svg>
  );
}
