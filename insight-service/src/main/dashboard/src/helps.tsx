/** What helps me: what was told after a practice, with how sure it is, in the order the service gives, or in none. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import type { Helps } from "./answers.ts";
import { useLooked } from "./looked.ts";
import { Chips, Interval, Trouble, useSettled } from "./parts.tsx";
import { type Key, say } from "./say.ts";
import { TrialCard } from "./trial.tsx";
import { practiceName } from "./words.ts";

const by = signal("practice");
const moment = signal("any");

const BY = [
  ["practice", "helps.practices"],
  ["cue", "helps.cues"],
] as const;
/** In discomfort and in stress are apart: what helps in one need not help in the other. */
const MOMENTS = [
  ["any", "helps.any"],
  ["discomfort", "helps.discomfort"],
  ["stress", "helps.stress"],
] as const;

function inWords(choices: readonly (readonly [string, Key])[]): [string, string][] {
  return choices.map(([value, key]) => [value, say(key)]);
}

/** Nothing is drawn of what nothing may be said of. */
const NOT_ENOUGH = "NOT_ENOUGH_YET";

export default function HelpsScreen(): JSX.Element {
  const seen = useLooked<Helps>("insight", `/v1/members/me/helps?by=${by.value}&moment=${moment.value}`);
  const isSettled = useSettled(seen !== undefined);
  const items = seen?.answer.items ?? [];
  const isOrdered = seen !== undefined && seen.answer.ranking !== "WITHHELD";
  return (
    <main id="main">
      <h1>{say("helps.title")}</h1>
      <Trouble age={seen?.at} />
      <Chips name={say("helps.by")} chosen={by} choices={inWords(BY)} />
      <Chips name={say("helps.when")} chosen={moment} choices={inWords(MOMENTS)} />
      {seen !== undefined && items.length === 0 && <p class="empty">{say("helps.empty")}</p>}
      {items.length > 0 && (
        <>
          <p class="soft">
            {say(isOrdered ? "helps.ordered" : "helps.unordered")}
          </p>
          <ul class="lines">
            {items.map((each) => (
              <li key={each.id}>
                <h2>
                  {practiceName(each.id)} <span class="soft small">{say("helps.pairs", { pairs: each.pairs, days: each.days })}</span>
                </h2>
                {each.words !== NOT_ENOUGH && <Interval low={each.low} value={each.shrunk} high={each.high} />}
                <p>{each.text}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      {isSettled && <TrialCard />}
    </main>
  );
}
