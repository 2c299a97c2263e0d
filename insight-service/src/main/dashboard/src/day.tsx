/** My day: where it is felt, how posture was, what is next. What is known stays in view when the network does not. */
import type { JSX } from "preact";
import { Body, RegionList } from "./body.tsx";
import { beginBreathing } from "./breathe.tsx";
import { CareCard } from "./care.tsx";
import { beginCheck } from "./check.tsx";
import { Nudges } from "./nudge.tsx";
import { Pillar } from "./pillar.tsx";
import { Act, Trouble } from "./parts.tsx";
import { discard, now, refused, regions, today, waiting } from "./state.ts";
import { say } from "./say.ts";
import { longDate, minutes, practiceName } from "./words.ts";

export function Day(): JSX.Element {
  const day = today.value;
  const nudges = now.value;
  return (
    <main id="main" class="day">
      <h1>{day === undefined ? say("screen.day") : longDate(day.answer.localDate)}</h1>
      <Trouble age={day?.at} />
      <Waiting />
      {nudges !== undefined && <CareCard care={nudges.answer.care} />}
      <div class="columns">
        <div>
          <Body regions={regions.value} onChoose={beginCheck} />
          <RegionList regions={regions.value} />
        </div>
        <div>
          {day !== undefined && (
            <>
              <Pillar posture={day.answer.posture} />
              <p class="sentence">{day.answer.text}</p>
            </>
          )}
          {nudges !== undefined && <Nudges now={nudges.answer} />}
          {day !== undefined && <Practices practices={day.answer.practices} />}
        </div>
      </div>
    </main>
  );
}

/** Entries on their way, and those that will never arrive as they are. */
function Waiting(): JSX.Element | null {
  if (waiting.value === 0 && refused.value.length === 0) return null;
  return (
    <section class="card" aria-label={say("waiting.title")}>
      {waiting.value > 0 && (
        <p data-waiting={waiting.value}>
          <strong>{say("waiting.count", { count: waiting.value })}</strong> {say("waiting.when")}
        </p>
      )}
      {refused.value.map((entry) => (
        <p key={entry.key}>
          {say("waiting.refused")} {entry.refused}{" "}
          <Act class="quiet" onAct={() => void discard(entry.key)}>
            {say("waiting.letGo")}
          </Act>
        </p>
      ))}
    </section>
  );
}

function Practices(props: { practices: readonly { id: string; practice: string; minutes: number }[] }): JSX.Element {
  return (
    <section aria-labelledby="practised-title">
      <div class="row">
        <h2 id="practised-title">{say("practised.title")}</h2>
        <button type="button" class="choice" onClick={() => beginBreathing("desk")}>
          {say("practised.breathe")}
        </button>
      </div>
      {props.practices.length === 0 ? (
        <p class="soft">{say("practised.none")}</p>
      ) : (
        <ul class="noted">
          {props.practices.map((each, at) => (
            <li key={`${each.id} ${at}`}>
              <span class="name">{practiceName(each.practice)}</span> <span class="soft">{minutes(each.minutes)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
