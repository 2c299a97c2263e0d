/** The open nudge with what may be done about it, or when the next may come, and why the last one came or did not. */
import type { JSX } from "preact";
import type { Now, Nudge } from "./answers.ts";
import { beginBreathing } from "./breathe.tsx";
import { Act } from "./parts.tsx";
import { note, tell, today } from "./state.ts";
import { say } from "./say.ts";
import { besides, dayOf, minutes, noNext, practiceName } from "./words.ts";

const AN_HOUR_MS = 3_600_000;
const A_MINUTE_MS = 60_000;

/** Having practised is a record; that takes the nudge back everywhere, for it is what the nudge was for. */
function practised(nudge: Nudge): void {
  const { practice, cues, minutes: length, context } = nudge.content;
  const end = new Date();
  void note(
    "practice",
    {
      startedAt: new Date(end.getTime() - length * A_MINUTE_MS).toISOString(),
      endedAt: end.toISOString(),
      zone: today.value?.answer.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      context,
      segments: [{ practice, minutes: length, cues }],
    },
    say("practice.noted", { practice: practiceName(practice), length: minutes(length) }),
  );
}

function answer(nudge: Nudge, fate: "dismissed" | "snoozed"): void {
  const until = new Date(Date.now() + AN_HOUR_MS).toISOString();
  void tell(
    `/v1/members/me/nudges/${encodeURIComponent(nudge.nudgeId)}/fate`,
    fate === "snoozed" ? { fate, snoozeUntil: until } : { fate },
    say(fate === "snoozed" ? "nudge.noneForAnHour" : "nudge.notNowThen"),
  );
}

export function Nudges(props: { now: Now }): JSX.Element {
  const { open, next, reason, lastDecision, pause } = props.now;
  const also = besides(props.now);
  const isOpen = open !== null && Date.parse(open.validUntil) > Date.now();
  return (
    <section class={isOpen ? "card warm" : "card"} aria-labelledby="nudge-title">
      {isOpen ? (
        <>
          <h2 id="nudge-title">{open.content.title}</h2>
          <p>
            <strong>{practiceName(open.content.practice)}</strong>. {open.content.text}
          </p>
          <div class="choices">
            {open.content.practice === "back-body-breath" && (
              <Act class="choice" onAct={() => beginBreathing(open.content.context)}>
                {say("nudge.begin")}
              </Act>
            )}
            <Act class="choice" onAct={() => practised(open)}>
              {say("nudge.done")}
            </Act>
            <Act class="choice" onAct={() => answer(open, "snoozed")}>
              {say("nudge.hour")}
            </Act>
            <Act class="choice" onAct={() => answer(open, "dismissed")}>
              {say("nudge.notNow")}
            </Act>
          </div>
        </>
      ) : (
        <>
          <h2 id="nudge-title">{say("nudge.nextTitle")}</h2>
          <p>
            {next === null
              ? noNext(reason)
              : say("nudge.next", { day: dayOf(next.localDate, today.value?.answer.localDate), slot: next.instant.slice(11, 16) })}
            {also !== undefined && ` ${also}`}
            {pause !== null && next !== null && ` ${say("nudge.pausedUntilThen")}`}
          </p>
        </>
      )}
      {lastDecision !== null && <p class="soft">{lastDecision.text}</p>}
    </section>
  );
}
