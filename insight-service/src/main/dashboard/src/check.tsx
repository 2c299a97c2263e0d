/** A check: how strong, how posture feels, where. Three taps from the body; each may be left with Escape. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { JSX } from "preact";
import type { Side } from "./answers.ts";
import { step } from "./body.tsx";
import { note, today } from "./state.ts";
import { say } from "./say.ts";
import { CONTEXTS, contexts, regionName } from "./words.ts";

/** Felt steps on the axis from slouched to overdone (-3 to +3). */
const FELT = [
  ["check.slouched", -2],
  ["check.easy", 0],
  ["check.overdone", 2],
] as const;

export const checking = signal<{ region: string; side: Side } | undefined>(undefined);
const strength = signal<number | undefined>(undefined);
const context = signal<string>(CONTEXTS[0]);
let openedBy: Element | null = null;

export function beginCheck(region: string, side: Side): void {
  openedBy = document.activeElement;
  strength.value = undefined;
  checking.value = { region, side };
}

function end(): void {
  checking.value = undefined;
}

/** Back to where it began, once nothing covers it any more. */
export function focusAgain(where: Element | null): void {
  if (where instanceof SVGElement || where instanceof HTMLElement) where.focus();
}

function keep(felt: number | null): void {
  const place = checking.value;
  const value = strength.value;
  if (place === undefined || value === undefined) return;
  const known = today.value?.answer;
  const name = regionName(place.region, place.side);
  const common = {
    at: new Date().toISOString(),
    // the member's zone, not this device's: a day must not move with the browser
    zone: known?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(known === undefined ? {} : { dayStart: known.dayStart }),
    tension: [{ region: place.region, side: place.side, value }],
  };
  if (felt === null) void note("tension-report", common, say("check.noted", { name, value }));
  else {
    void note("posture-check", { ...common, context: context.value, felt: { frontBack: felt } }, say("check.noted", { name, value }));
  }
  end();
}

export function Check(): JSX.Element | null {
  const place = checking.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (place === undefined) return undefined;
    dialog.current?.showModal();
    return () => focusAgain(openedBy);
  }, [place]);
  if (place === undefined) return null;
  const chosen = strength.value;
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="check-title" onCancel={end}>
      <div class="row">
        <h2 id="check-title">{say("check.title", { name: regionName(place.region, place.side) })}</h2>
        <button type="button" class="quiet" onClick={end}>
          {say("app.close")}
        </button>
      </div>
      <fieldset>
        <legend>{say("check.strength")}</legend>
        <div class="numbers">
          {Array.from({ length: 11 }, (_, value) => (
            <button
              key={value}
              type="button"
              class={`number step-${step(value)}`}
              aria-pressed={chosen === value}
              onClick={() => (strength.value = value)}
            >
              {value}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset disabled={chosen === undefined}>
        <legend>{say(chosen === undefined ? "check.then" : "check.posture")}</legend>
        <div class="choices">
          {FELT.map(([name, felt]) => (
            <button key={name} type="button" class="choice" onClick={() => keep(felt)}>
              {say(name)}
            </button>
          ))}
        </div>
        <button type="button" class="quiet wide" onClick={() => keep(null)}>
          {say("check.numberOnly")}
        </button>
      </fieldset>
      <fieldset>
        <legend>{say("check.where")}</legend>
        <div class="chips">
          {contexts().map(([code, name]) => (
            <label key={code} class="chip-choice">
              <input
                type="radio"
                name="context"
                value={code}
                checked={context.value === code}
                onChange={() => (context.value = code)}
              />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </dialog>
  );
}
