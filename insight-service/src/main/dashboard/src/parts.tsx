/** Pieces that several screens share. */
import type { Signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ComponentChildren, JSX } from "preact";
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

/** What has a heading of its own. */
const AROUND = "fieldset, section, article, main";

/**
 * A button by which the focus is never lost. While it must not be pressed it says so and does nothing: one that is disabled has
 * no focus, not even of who just pressed it. When it goes while it has the focus, the heading of what it stood in gets it.
 *
 * @param onAct left out where it sends the form that it is in
 */
export function Act(props: { class: string; label?: string; isOff?: boolean; onAct?: () => void; children: ComponentChildren }): JSX.Element {
  const { isOff = false, onAct } = props;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const it = button.current;
    return () => {
      // of this kind of effect the end comes while the button is still there, and has the focus
      if (it === null || it !== document.activeElement) return;
      const headings: (HTMLElement | null)[] = [];
      for (let at = it.closest(AROUND); at !== null; at = at.parentElement?.closest(AROUND) ?? null) headings.push(at.querySelector("legend, h1, h2, h3"));
      queueMicrotask(() => {
        if (document.activeElement !== document.body) return; // it was given elsewhere on purpose
        // what went with it cannot have the focus either; where all of the screen did, another one is there
        const heading = headings.find((each) => each?.isConnected) ?? document.querySelector<HTMLElement>("main h1");
        heading?.setAttribute("tabindex", "-1");
        heading?.focus();
      });
    };
  }, []);
  return (
    <button ref={button} type={onAct === undefined ? "submit" : "button"} class={props.class} aria-label={props.label} aria-disabled={isOff} onClick={(event) => (isOff ? event.preventDefault() : onAct?.())}>
      {props.children}
    </button>
  );
}

/** The same for what is ticked. */
export function heldBack(isOff: boolean): { "aria-disabled": boolean; onClick: (event: Event) => void } {
  return { "aria-disabled": isOff, onClick: (event) => isOff && event.preventDefault() };
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

/** One of several numbers, from a list that opens. */
export function Choosing<N extends number>(props: { name: string; chosen: Signal<N>; choices: readonly N[]; named: (choice: N) => string }): JSX.Element {
  return (
    <label class="field">
      <span>{props.name}</span>
      <select value={props.chosen.value} onChange={(event) => (props.chosen.value = Number(event.currentTarget.value) as N)}>
        {props.choices.map((each) => (
          <option key={each} value={each}>
            {props.named(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
