/** Nudges: the open one, why the last came or did not, days without any, and the plan they follow. */
import type { JSX } from "preact";
import type { Receipt } from "./answers.ts";
import { Away } from "./away.tsx";
import { plusDays } from "./dates.ts";
import { useLooked } from "./looked.ts";
import { Nudges } from "./nudge.tsx";
import { Act, Trouble, useSettled } from "./parts.tsx";
import { isPlanThere, PlanCard } from "./planning.tsx";
import { say } from "./say.ts";
import { now, type Seen, tell, today } from "./state.ts";
import { dayOf, moment } from "./words.ts";

const RECEIPT_DAYS = 14;
const MOST_RECEIPTS = 20;

export default function NudgesScreen(): JSX.Element {
  const receipts = useReceipts();
  const pause = useLooked<Pause>("notify", PAUSE);
  const isSettled = useSettled(receipts !== undefined && pause !== undefined && now.value !== undefined);
  const isPlanSettled = useSettled(isPlanThere.value);
  return (
    <main id="main">
      <h1>{say("nudge.title")}</h1>
      <Trouble age={now.value?.at} />
      <div class="columns">
        <div>
          {now.value !== undefined && <Nudges now={now.value.answer} />}
          {isSettled && (
            <>
              <Pausing pause={pause?.answer} />
              <Receipts seen={receipts} />
            </>
          )}
        </div>
        {isSettled && (
          <div>
            <PlanCard />
            {isPlanSettled && <Away />}
          </div>
        )}
      </div>
    </main>
  );
}

const PAUSE = "/v1/members/me/pause";

interface Pause {
  paused: boolean;
  until: string | null;
  question: { text: string } | null;
}

/** Each kind of waiting is ended where it was begun. */
function goOn(because: string | undefined): Promise<void> {
  if (because === "SNOOZED") return tell("/v1/members/me/snooze", undefined, say("pause.goesOn"), "DELETE");
  if (because === "RESTING") return tell(`${PAUSE}/answer`, { goOn: true }, say("pause.goesOn"));
  return tell(PAUSE, undefined, say("pause.goesOn"), "DELETE");
}

/** Pauses are facts of their own: a plan that is sent late does not undo them. */
function Pausing({ pause }: { pause: Pause | undefined }): JSX.Element | null {
  const said = now.value?.answer;
  if (said === undefined) return null;
  // of one who gets no nudges anyhow, what comes next does not say that they are paused too
  if (said.pause !== null || pause?.paused === true) {
    const until = said.pause?.until ?? pause?.until ?? null;
    return (
      <section class="card" aria-labelledby="pause-title">
        <h2 id="pause-title">{say("pause.paused")}</h2>
        <p>{until === null ? say("pause.untilTold") : say("pause.until", { when: moment(until, today.value?.answer.zone) })}</p>
        <Act class="choice" onAct={() => void goOn(said.pause?.because)}>
          {say("pause.goOn")}
        </Act>
      </section>
    );
  }
  return (
    <section class="card" aria-labelledby="pause-title">
      <h2 id="pause-title">{say("pause.title")}</h2>
      {pause?.question != null && (
        <>
          <p>{pause.question.text}</p>
          <div class="choices">
            <Act class="choice" onAct={() => void tell(`${PAUSE}/answer`, { goOn: false }, say("pause.isPaused"))}>
              {say("pause.yes")}
            </Act>
            <Act class="choice" onAct={() => void tell(`${PAUSE}/answer`, { goOn: true }, say("pause.goesOn"))}>
              {say("pause.no")}
            </Act>
          </div>
        </>
      )}
      <div class="choices">
        <Act class="choice" onAct={() => void tell(PAUSE, { for: "PT2H" }, say("pause.forTwoHours"))}>
          {say("pause.twoHours")}
        </Act>
        <Act class="choice" onAct={() => void tell(PAUSE, { untilMorning: true }, say("pause.toMorning"))}>
          {say("pause.morning")}
        </Act>
        <Act class="choice" onAct={() => void tell(PAUSE, { for: "P7D" }, say("pause.forAWeek"))}>
          {say("pause.week")}
        </Act>
        <Act class="choice" onAct={() => void tell(PAUSE, { untilTold: true }, say("pause.toTold"))}>
          {say("pause.told")}
        </Act>
      </div>
    </section>
  );
}

function useReceipts(): Seen<{ items: Receipt[] }> | undefined {
  const day = today.value?.answer.localDate;
  const path = day === undefined ? undefined : `/v1/members/me/decisions?from=${plusDays(day, 1 - RECEIPT_DAYS)}&to=${day}&limit=1000`;
  return useLooked<{ items: Receipt[] }>("notify", path);
}

/** The last decisions in words, those that were withheld too: silence has its reason. */
function Receipts({ seen }: { seen: Seen<{ items: Receipt[] }> | undefined }): JSX.Element | null {
  const day = today.value?.answer.localDate;
  if (seen === undefined || day === undefined) return null;
  const items = seen.answer.items.slice(-MOST_RECEIPTS).reverse();
  return (
    <section aria-labelledby="receipts-title">
      <h2 id="receipts-title">{say("receipts.title")}</h2>
      {items.length === 0 ? (
        <p class="soft">{say("receipts.none")}</p>
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
