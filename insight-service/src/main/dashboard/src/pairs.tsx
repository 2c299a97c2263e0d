/** What was rated before and after a practice, each pair as it was noted; what follows from them the service says elsewhere. */
import type { JSX } from "preact";
import type { PractisedRecord } from "./answers.ts";
import { dayNumber, plusDays } from "./dates.ts";
import { useLooked } from "./looked.ts";
import { pairsOf, sideOf } from "./pairing.ts";
import { number, say } from "./say.ts";
import { Part } from "./sheet.tsx";
import { practiceName, regionName, shortDate } from "./words.ts";

const MOST_DAYS = 91;
const MOST_SHOWN = 12;

export function Pairs(props: { region: string; from: string; to: string }): JSX.Element {
  const { from, to } = props;
  const since = dayNumber(to) - dayNumber(from) >= MOST_DAYS ? plusDays(to, 1 - MOST_DAYS) : from;
  const seen = useLooked<{ items: PractisedRecord[] }>("insight", `/v1/members/me/records?kind=practice&from=${since}&to=${to}&limit=1000`);
  const title = say("pairs.title");
  return (
    <Part
      title={title}
      body={seen === undefined ? undefined : <Noted records={seen.answer.items} region={props.region} />}
      inFlow={(body) => (
        <section aria-labelledby="pairs-title">
          <h2 id="pairs-title">{title}</h2>
          {body}
        </section>
      )}
    />
  );
}

function Noted({ records, region }: { records: PractisedRecord[]; region: string }): JSX.Element {
  const pairs = pairsOf(records, region).slice(0, MOST_SHOWN);
  return (
    <>
      {pairs.length === 0 ? (
        <p class="soft">{say("pairs.none")}</p>
      ) : (
        <ul class="bars pairs">
          {pairs.map((pair) => (
            <li key={pair.key}>
              <span>
                {practiceName(pair.practice)}
                <br />
                <span class="soft small">
                  {shortDate(pair.localDate)}, {regionName(pair.place.region, sideOf(pair.place))}
                </span>
              </span>
              <Change before={pair.place.value} after={pair.after} />
              <span>{say("pairs.one", { before: number(pair.place.value), after: number(pair.after) })}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** From where it was to where it went: the ring is before, the dot is after. */
function Change({ before, after }: { before: number; after: number }): JSX.Element {
  const x = (value: number): number => 10 + value * 18;
  return (
    <svg viewBox="0 0 200 24" class="change" aria-hidden="true">
      <path d="M10 12H190" class="rail-line" />
      <path d={`M${x(before)} 12H${x(after)}`} class="reach" />
      <circle cx={x(before)} cy="12" r="5" class="ring-before" />
      <circle cx={x(after)} cy="12" r="5" class="slot" />
    </svg>
  );
}
