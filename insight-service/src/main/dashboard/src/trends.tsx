/** Trends: how tension was, day by day, and what may be said of it. The services say it; here it is drawn, listed and spoken. */
import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { JSX, TargetedKeyboardEvent } from "preact";
import type { Patterns, Trends as Answer, Verdict } from "./answers.ts";
import { save as saveFile } from "./api.ts";
import type { Chart } from "./chart.ts";
import { dateOf, dayNumber, plusDays } from "./dates.ts";
import { useLooked } from "./looked.ts";
import { columns, csv, RANGES, rows, type Row } from "./series.ts";
import { today } from "./state.ts";
import { ageOf, longDate, minutes, REGION_NAMES, weekdayName } from "./words.ts";
import { Chips, Trouble } from "./parts.tsx";

declare const CHART: string;

const range = signal<string>("quarter");
const region = signal("primary");
const HIGH_ON_A_PHONE = 220;
const HIGH = 320;
const PHONE = 600;

export function Trends(): JSX.Element {
  const to = today.value?.answer.localDate;
  const length = RANGES.find(([id]) => id === range.value)![2];
  const from = to === undefined ? undefined : plusDays(to, 1 - length);
  const asked =
    from === undefined
      ? undefined
      : `/v1/members/me/trends?from=${from}&to=${to}&region=${region.value}&side=any&curve=true&with=practices`;
  const seen = useLooked<Answer>("insight", asked);
  const known = useMemo(() => (seen === undefined ? undefined : rows(seen.answer)), [seen]);
  const verdict = useLooked<Verdict>("insight", `/v1/members/me/verdict?region=${region.value}`);
  return (
    <main id="main">
      <h1>Trends</h1>
      <Trouble age={seen?.at} />
      {verdict !== undefined && <p class="sentence">{verdict.answer.text}</p>}
      <Chips name="Where" chosen={region} choices={REGION_NAMES} />
      <Chips name="How long" chosen={range} choices={RANGES.map(([id, name]) => [id, name] as const)} />
      {known === undefined ? (
        <div class="chart" aria-busy="true" />
      ) : known.length === 0 ? (
        <p class="empty chart">Nothing noted in this time. A check on My day takes three taps.</p>
      ) : (
        <Drawn known={known} from={from!} to={to!} key={`${region.value} ${range.value}`} />
      )}
      <PatternsOf region={region.value} />
    </main>
  );
}

function spoken(row: Row | undefined, localDate: string): string {
  if (row === undefined) return `${longDate(localDate)}: nothing noted.`;
  const parts = [];
  if (row.mean !== null) parts.push(`${row.mean.toFixed(1)} on average of ${row.reports === 1 ? "1 report" : `${row.reports} reports`}`);
  if (row.level !== null) parts.push(`level ${row.level.toFixed(1)}${row.low === null || row.high === null ? "" : `, between ${row.low.toFixed(1)} and ${row.high.toFixed(1)}`}`);
  if (row.minutes > 0) parts.push(`${row.practices}, ${minutes(row.minutes)}`);
  return `${longDate(localDate)}: ${parts.join("; ")}.`;
}

function Drawn(props: { known: Row[]; from: string; to: string }): JSX.Element {
  const { known } = props;
  const shown = useMemo(() => columns(known, props.from, props.to), [known, props.from, props.to]);
  const into = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | undefined>(undefined);
  const [focused, setFocused] = useState(shown.days.length - 1);
  const at = Math.min(focused, shown.days.length - 1);
  const byDay = useMemo(() => new Map(known.map((row) => [dayNumber(row.localDate), row])), [known]);
  const day = shown.days[at]!;
  const said = spoken(byDay.get(day), dateOf(day));

  useEffect(() => {
    let isGone = false;
    const here = into.current!;
    const high = (): number => (innerWidth < PHONE ? HIGH_ON_A_PHONE : HIGH);
    const sized = new ResizeObserver(() => chart.current?.size(here.clientWidth, high()));
    void import(CHART).then(({ draw }: { draw: typeof import("./chart.ts").draw }) => {
      if (isGone) return;
      chart.current = draw(here, here.clientWidth, high(), setFocused);
      chart.current.show(shown, { most: 10 });
      sized.observe(here);
    });
    return () => {
      isGone = true;
      sized.disconnect();
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.show(shown, { most: 10 }), [shown]);

  function walk(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -7, PageUp: 7, Home: -at, End: shown.days.length - 1 - at }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(0, at + by), shown.days.length - 1);
    setFocused(next);
    chart.current?.focus(shown.days[next]!);
  }

  return (
    <section aria-label="Chart">
      <div
        ref={into}
        class="chart"
        role="slider"
        tabIndex={0}
        aria-label="Tension by day. Arrow keys walk through the days."
        aria-valuemin={0}
        aria-valuemax={shown.days.length - 1}
        aria-valuenow={at}
        aria-valuetext={said}
        onKeyDown={walk}
      />
      <p class="focused">{said}</p>
      <p class="soft small">
        Dots: your reports, 0 to 10. Line: the level, with the range it lies in at 95 %. Marks below: practice. A day without reports is a gap.
      </p>
      <div class="row start">
        <details>
          <summary>As a table</summary>
          <Table known={known} />
        </details>
        <button type="button" class="quiet" onClick={() => save(known)}>
          Save as CSV
        </button>
      </div>
    </section>
  );
}

function save(known: Row[]): void {
  saveFile(new Blob([csv(known)], { type: "text/csv" }), `paschima-${region.value}-${known.at(-1)!.localDate}.csv`);
}

function Table(props: { known: Row[] }): JSX.Element {
  const number = (value: number | null): string => (value === null ? "–" : value.toFixed(1));
  return (
    <div class="scrolled" tabIndex={0} role="region" aria-label="Table of days">
      <table>
        <thead>
          <tr>
            {["Day", "Reports", "Average", "Level", "From", "To", "Practice"].map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...props.known].reverse().map((row) => (
            <tr key={row.localDate}>
              <th scope="row">{row.localDate}</th>
              <td>{row.reports}</td>
              <td>{number(row.mean)}</td>
              <td>{number(row.level)}</td>
              <td>{number(row.low)}</td>
              <td>{number(row.high)}</td>
              <td>{row.minutes > 0 ? `${row.practices}, ${minutes(row.minutes)}` : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Time of day and weekday: the service's sentence, and its cells where it has any. */
function PatternsOf(props: { region: string }): JSX.Element | null {
  const seen = useLooked<Patterns>("insight", `/v1/members/me/patterns?region=${props.region}`);
  if (seen === undefined) return null;
  const { timeOfDay, weekday } = seen.answer;
  const hour = (at: number): string => `${String(at).padStart(2, "0")}:00`;
  return (
    <section class="columns" aria-label="Patterns">
      <div>
        <h2>Time of day</h2>
        <p>{timeOfDay.text}</p>
        <Bars cells={timeOfDay.cells.map((cell) => [`${hour(cell.fromHour)} to ${hour(cell.toHour)}`, cell.shrunk, cell.n])} />
      </div>
      <div>
        <h2>Day of the week</h2>
        <p>{weekday.text}</p>
        <Bars cells={weekday.cells.map((cell) => [weekdayName(cell.weekday), cell.shrunk, cell.n])} />
        {Date.now() - seen.at > 3_600_000 && <p class="soft">{ageOf(seen.at, Date.now())}</p>}
      </div>
    </section>
  );
}

function Bars(props: { cells: [string, number | null, number][] }): JSX.Element | null {
  if (props.cells.length === 0) return null;
  return (
    <ul class="bars">
      {props.cells.map(([name, value, n]) => (
        <li key={name}>
          <span>{name}</span>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect width="100" height="8" class="rail" />
            <rect width={(value ?? 0) * 10} height="8" class="filled" />
          </svg>
          <span class="soft">
            {value === null ? "–" : value.toFixed(1)} <span class="small">({n})</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
