/** Nudges: the open one, why the last came or did not, and the plan they follow. */
import type { JSX } from "preact";
import type { Receipt } from "./answers.ts";
import { plusDays } from "./dates.ts";
import { useLooked } from "./looked.ts";
import { Nudges } from "./nudge.tsx";
import { Trouble } from "./parts.tsx";
import { PlanCard } from "./planning.tsx";
import { now, tell, today } from "./state.ts";
import { dayOf } from "./words.ts";

const RECEIPT_DAYS = 14;
const MOST_RECEIPTS = 20;

export function NudgesScreen(): JSX.Element {
  return (
    <main id="main">
      <h1>Nudges</h1>
      <Trouble age={now.value?.at} />
      <div class="columns">
        <div>
          {now.value !== undefined && <Nudges now={now.value.answer} />}
          <Pausing />
          <Receipts />
        </div>
        <div>
          <PlanCard />
        </div>
      </div>
    </main>
  );
}

const PAUSE = "/v1/members/me/pause";

/** Each kind of waiting is ended where it was begun. */
function goOn(because: string | undefined): Promise<void> {
  if (because === "SNOOZED") return tell("/v1/members/me/snooze", undefined, "Nudges go on.", "DELETE");
  if (because === "RESTING") return tell(`${PAUSE}/answer`, { goOn: true }, "Nudges go on.");
  return tell(PAUSE, undefined, "Nudges go on.", "DELETE");
}

/** Pauses are facts of their own: a plan that is sent late does not undo them. */
function Pausing(): JSX.Element | null {
  const said = now.value?.answer;
  const pause = useLooked<{ paused: boolean; until: string | null; question: { text: string } | null }>("notify", PAUSE)?.answer;
  if (said === undefined) return null;
  // of one who gets no nudges anyhow, what comes next does not say that they are paused too
  if (said.pause !== null || pause?.paused === true) {
    const until = said.pause?.until ?? pause?.until ?? null;
    return (
      <section class="card" aria-labelledby="pause-title">
        <h2 id="pause-title">Paused</h2>
        <p>{until === null ? "Nudges are paused until you say so." : `Nudges are paused until ${when(until)}.`}</p>
        <button type="button" class="choice" onClick={() => void goOn(said.pause?.because)}>
          Go on now
        </button>
      </section>
    );
  }
  return (
    <section class="card" aria-labelledby="pause-title">
      <h2 id="pause-title">Take a pause</h2>
      {pause?.question != null && (
        <>
          <p>{pause.question.text}</p>
          <div class="choices">
            <button type="button" class="choice" onClick={() => void tell(`${PAUSE}/answer`, { goOn: false }, "Nudges are paused.")}>
              Yes, pause them
            </button>
            <button type="button" class="choice" onClick={() => void tell(`${PAUSE}/answer`, { goOn: true }, "They go on.")}>
              No, go on
            </button>
          </div>
        </>
      )}
      <div class="choices">
        <button type="button" class="choice" onClick={() => void tell(PAUSE, { for: "PT2H" }, "None for two hours.")}>
          Two hours
        </button>
        <button type="button" class="choice" onClick={() => void tell(PAUSE, { untilMorning: true }, "None until the morning.")}>
          Until morning
        </button>
        <button type="button" class="choice" onClick={() => void tell(PAUSE, { for: "P7D" }, "None for a week.")}>
          A week
        </button>
        <button type="button" class="choice" onClick={() => void tell(PAUSE, { untilTold: true }, "None until you say so.")}>
          Until I say so
        </button>
      </div>
    </section>
  );
}

/** A moment as the member's own clock shows it, whatever zone this device is in. */
function when(instant: string): string {
  return new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZone: today.value?.answer.zone ?? "UTC",
  }).format(Date.parse(instant));
}

/** The last decisions in words, those that were withheld too: silence has its reason. */
function Receipts(): JSX.Element | null {
  const day = today.value?.answer.localDate;
  const path = day === undefined ? undefined : `/v1/members/me/decisions?from=${plusDays(day, 1 - RECEIPT_DAYS)}&to=${day}&limit=1000`;
  const seen = useLooked<{ items: Receipt[] }>("notify", path);
  if (seen === undefined) return null;
  const items = seen.answer.items.slice(-MOST_RECEIPTS).reverse();
  return (
    <section aria-labelledby="receipts-title">
      <h2 id="receipts-title">Why they came, or did not</h2>
      {items.length === 0 ? (
        <p class="soft">No moment for a nudge in these two weeks.</p>
      ) : (
        <ul class="noted">
          {items.map((each) => (
            <li key={each.decisionId} class="receipt">
              <span class={each.action === "SENT" ? "mark sent" : "mark"} aria-hidden="true">
                {each.action === "SENT" ? "●" : "○"}
              </span>
              <span>
                {each.text} <span class="soft small">{dayOf(each.localDate, day)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
