/** Days without nudges: holidays and other days away, and the weekdays that are kept free. They are the profile's. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Profile } from "./answers.ts";
import { Act, heldBack } from "./parts.tsx";
import { DAYS } from "./plan.ts";
import { say } from "./say.ts";
import { changeProfile, isChanging, useSettings } from "./settings.ts";
import { today } from "./state.ts";
import { shortDate, weekdayName } from "./words.ts";

export function Away(): JSX.Element {
  const seen = useSettings();
  const profile = seen?.answer.profile;
  return (
    <section class="card" aria-labelledby="away-title">
      <h2 id="away-title">{say("away.title")}</h2>
      <p class="soft">{say("away.meaning")}</p>
      {profile === null && <p>{say("away.noProfile")}</p>}
      {profile != null && (
        <>
          <Days profile={profile} />
          <RestDays profile={profile} />
        </>
      )}
    </section>
  );
}

function Days({ profile }: { profile: Profile }): JSX.Element {
  const day = today.value?.answer.localDate ?? "";
  const from = useSignal(day);
  const to = useSignal(day);
  const away = profile.away ?? [];
  // what is over is kept, since nothing was missed on it, and is of no use here
  const ahead = away.filter((each) => each.to >= day);
  const change = (next: typeof away): void => void changeProfile(profile, { away: next }, say("away.kept"));
  const isOrdered = from.value !== "" && from.value <= to.value;
  return (
    <>
      {ahead.length === 0 && <p>{say("away.none")}</p>}
      <ul class="noted">
        {ahead.map((each) => {
          const named = { from: shortDate(each.from), to: shortDate(each.to) };
          return (
            <li key={`${each.from} ${each.to}`}>
              <span class="name">{say("away.days", named)}</span>
              <Act class="quiet last" label={say("away.without", named)} isOff={isChanging.value} onAct={() => change(away.filter((other) => other !== each))}>
                ×
              </Act>
            </li>
          );
        })}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isOrdered) change([...away, { from: from.value, to: to.value }].sort((one, other) => (one.from < other.from ? -1 : 1)));
        }}
      >
        <div class="fields">
          <label class="field">
            <span>{say("away.from")}</span>
            <input type="date" required min={day} value={from.value} onChange={(event) => (from.value = event.currentTarget.value)} />
          </label>
          <label class="field">
            <span>{say("away.to")}</span>
            <input type="date" required min={from.value} value={to.value} onChange={(event) => (to.value = event.currentTarget.value)} />
          </label>
        </div>
        {!isOrdered && <p role="alert">{say("away.order")}</p>}
        <Act class="choice" isOff={!isOrdered || isChanging.value}>
          {say("away.add")}
        </Act>
      </form>
    </>
  );
}

function RestDays({ profile }: { profile: Profile }): JSX.Element {
  const resting = profile.restDays ?? [];
  return (
    <fieldset class="rest">
      <legend>{say("rest.title")}</legend>
      <div class="chips">
        {DAYS.map((day) => (
          <label key={day} class="chip-choice">
            <input
              type="checkbox"
              checked={resting.includes(day)}
              {...heldBack(isChanging.value)}
              onChange={(event) =>
                void changeProfile(profile, { restDays: event.currentTarget.checked ? [...resting, day] : resting.filter((each) => each !== day) }, say("away.kept"))
              }
            />
            <span>{weekdayName(day)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
