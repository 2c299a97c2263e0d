/** Pieces that several screens share. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { refresh, trouble } from "./state.ts";
import { ageOf } from "./words.ts";

/** What did not work, how old what is shown is, and the way to try again. */
export function Trouble(props: { age: number | undefined }): JSX.Element | null {
  if (trouble.value === undefined) return null;
  return (
    <section class="card" aria-label="What did not work">
      <p>
        {trouble.value} {props.age === undefined ? "There is nothing on this device yet." : `What you see is ${ageOf(props.age, Date.now())}.`}
      </p>
      <button type="button" class="choice" onClick={() => void refresh()}>
        Try again
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
