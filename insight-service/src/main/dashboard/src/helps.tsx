/** What helps me: what was told after a practice, with how sure it is, in the order the service gives, or in none. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import type { Helps } from "./answers.ts";
import { useLooked } from "./looked.ts";
import { Chips, Trouble } from "./parts.tsx";
import { practiceName } from "./words.ts";

const by = signal("practice");
const moment = signal("any");

const BY = [
  ["practice", "Practices"],
  ["cue", "Cues"],
] as const;
/** In discomfort and in stress are apart: what helps in one need not help in the other. */
const MOMENTS = [
  ["any", "At any time"],
  ["discomfort", "In discomfort"],
  ["stress", "In stress"],
] as const;

/** Nothing is drawn of what nothing may be said of. */
const NOT_ENOUGH = "NOT_ENOUGH_YET";

/** Points of tension, less to the left. */
const REACH = 4;

export function HelpsScreen(): JSX.Element {
  const seen = useLooked<Helps>("insight", `/v1/members/me/helps?by=${by.value}&moment=${moment.value}`);
  const items = seen?.answer.items ?? [];
  const isOrdered = seen !== undefined && seen.answer.ranking !== "WITHHELD";
  return (
    <main id="main">
      <h1>What helps me</h1>
      <Trouble age={seen?.at} />
      <Chips name="Look at" chosen={by} choices={BY} />
      <Chips name="When you practised" chosen={moment} choices={MOMENTS} />
      {seen !== undefined && items.length === 0 && <p class="empty">Nothing to compare yet: rate how it is before and after a practice.</p>}
      {items.length > 0 && (
        <>
          <p class="soft">
            {isOrdered ? "In the order that your own reports give." : "In no order: your reports do not tell them apart yet."} Left of the line: less tension after it.
          </p>
          <ul class="lines">
            {items.map((each) => (
              <li key={each.id}>
                <h2>
                  {practiceName(each.id)} <span class="soft small">{each.pairs === 1 ? "1 pair" : `${each.pairs} pairs`}, {each.days === 1 ? "1 day" : `${each.days} days`}</span>
                </h2>
                {each.words !== NOT_ENOUGH && <Interval low={each.low} value={each.shrunk} high={each.high} />}
                <p>{each.text}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </main>
  );
}

/** The picture of what the sentence below it says, and no more. */
function Interval(props: { low: number | null; value: number | null; high: number | null }): JSX.Element | null {
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
