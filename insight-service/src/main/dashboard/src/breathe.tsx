/**
 * Back-body breath: a shape widens with the breath into the back, and the way out is longer than the way in. How it was
 * before and after is asked in one tap each, and may be left out.
 */
import { type Signal, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { JSX } from "preact";
import { step } from "./body.tsx";
import { focusAgain } from "./check.tsx";
import { canBuzz, guide } from "./guide.ts";
import { note, today } from "./state.ts";
import { say } from "./say.ts";
import { minutes } from "./words.ts";

const IN_SECONDS = 4;
const OUT_SECONDS = 6;
const BREATHS_A_MINUTE = 60 / (IN_SECONDS + OUT_SECONDS);
const WHOLE_SECONDS = 120;
/** Shorter than this it was a look at the screen. */
const LEAST_SECONDS = 10;
const REGION = "upper-back";

type Stage = "before" | "breathing" | "after";

const stage = signal<Stage | undefined>(undefined);
const context = signal("desk");
const passed = signal(0);
const hasTone = signal(false);
const hasBuzz = signal(false);
let before: number | undefined;
let began: Date | undefined;
let ended: Date | undefined;
let openedBy: Element | null = null;

export function beginBreathing(where: string): void {
  openedBy = document.activeElement;
  context.value = where;
  before = undefined;
  began = undefined;
  ended = undefined;
  passed.value = 0;
  stage.value = "before";
}

function isOnTheWayIn(seconds: number): boolean {
  return seconds % (IN_SECONDS + OUT_SECONDS) < IN_SECONDS;
}

function leave(): void {
  stage.value = undefined;
}

function breathe(value: number | undefined): void {
  before = value;
  began = new Date();
  stage.value = "breathing";
}

function enough(): void {
  ended = new Date();
  if (began === undefined || ended.getTime() - began.getTime() < LEAST_SECONDS * 1000) leave();
  else stage.value = "after";
}

function keep(after: number | undefined): void {
  if (began === undefined || ended === undefined) return;
  const seconds = Math.min(WHOLE_SECONDS, (ended.getTime() - began.getTime()) / 1000);
  const length = Math.max(0.1, Math.round((seconds / 60) * 10) / 10);
  const known = today.value?.answer;
  const rated = (value: number | undefined): object => (value === undefined ? {} : { tension: [{ region: REGION, value }] });
  void note(
    "practice",
    {
      startedAt: began.toISOString(),
      endedAt: ended.toISOString(),
      zone: known?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(known === undefined ? {} : { dayStart: known.dayStart }),
      context: context.value,
      segments: [
        {
          practice: "back-body-breath",
          minutes: length,
          cues: ["receive-breath-in-back", "exhale-lengthen"],
          breathRate: BREATHS_A_MINUTE,
        },
      ],
      ...(before === undefined ? {} : { before: rated(before) }),
      ...(after === undefined ? {} : { after: rated(after) }),
      stoppedEarly: seconds < WHOLE_SECONDS,
    },
    say("practice.noted", { practice: say("practice.back-body-breath"), length: minutes(length) }),
  );
  leave();
}

export function Breathe(): JSX.Element | null {
  const now = stage.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = now !== undefined;
  useEffect(() => {
    if (!isOpen) return undefined;
    dialog.current?.showModal();
    return () => focusAgain(openedBy);
  }, [isOpen]);
  useEffect(() => {
    if (now !== "breathing") return undefined;
    const guided = guide({ tone: hasTone.value, buzz: hasBuzz.value });
    let wasIn: boolean | undefined;
    const tick = (): void => {
      passed.value = began === undefined ? 0 : (Date.now() - began.getTime()) / 1000;
      const isIn = isOnTheWayIn(passed.value);
      if (isIn !== wasIn) guided.breath(isIn, isIn ? IN_SECONDS : OUT_SECONDS);
      wasIn = isIn;
      if (passed.value >= WHOLE_SECONDS) enough();
    };
    tick();
    const ticking = setInterval(tick, 250);
    return () => {
      clearInterval(ticking);
      guided.end();
    };
  }, [now]);
  if (now === undefined) return null;
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="breathe-title" onCancel={leave}>
      <div class="row">
        <h2 id="breathe-title">{say("breathe.title")}</h2>
        <button type="button" class="quiet" onClick={leave}>
          {say("app.close")}
        </button>
      </div>
      {now === "before" && (
        <>
          <Rate question={say("breathe.before")} skip={say("breathe.beginWithout")} onRate={breathe} />
          <Led chosen={hasTone} name={say("breathe.tone")} />
          {canBuzz() && <Led chosen={hasBuzz} name={say("breathe.buzz")} />}
        </>
      )}
      {now === "breathing" && <Breathing />}
      {now === "after" && <Rate question={say("breathe.after")} skip={say("breathe.leaveOut")} onRate={keep} />}
    </dialog>
  );
}

function Led(props: { chosen: Signal<boolean>; name: string }): JSX.Element {
  return (
    <label class="switch">
      <input type="checkbox" checked={props.chosen.value} onChange={(event) => (props.chosen.value = event.currentTarget.checked)} />
      <span>{props.name}</span>
    </label>
  );
}

function Rate(props: { question: string; skip: string; onRate: (value: number | undefined) => void }): JSX.Element {
  return (
    <fieldset>
      <legend>{props.question}</legend>
      <div class="numbers">
        {Array.from({ length: 11 }, (_, value) => (
          <button key={value} type="button" class={`number step-${step(value)}`} onClick={() => props.onRate(value)}>
            {value}
          </button>
        ))}
      </div>
      <button type="button" class="quiet wide" onClick={() => props.onRate(undefined)}>
        {props.skip}
      </button>
    </fieldset>
  );
}

function Breathing(): JSX.Element {
  const isIn = isOnTheWayIn(passed.value);
  const left = Math.max(0, Math.ceil((WHOLE_SECONDS - passed.value) / 10) * 10);
  return (
    <div class="breathing">
      <svg viewBox="0 0 200 160" aria-hidden="true">
        <ellipse cx="100" cy="80" rx="46" ry="62" class="lungs" />
      </svg>
      <p class="large">{say(isIn ? "breathe.in" : "breathe.out")}</p>
      <p class="soft">{say("breathe.left", { seconds: left })}</p>
      <button type="button" class="choice" onClick={enough}>
        {say("breathe.enough")}
      </button>
    </div>
  );
}
