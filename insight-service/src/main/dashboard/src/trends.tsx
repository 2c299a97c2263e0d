/** Trends: how tension was, day by day, and what may be said of it. The services say it; here it is drawn, listed and spoken. */
import { signal } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { JSX, TargetedKeyboardEvent } from "preact";
import type { Patterns, TrendColumns, Verdict } from "./answers.ts";
import { save as saveFile } from "./api.ts";
import { draw, type Chart } from "./chart.ts";
import { dateOf, plusDays } from "./dates.ts";
import { useLooked } from "./looked.ts";
import { Pairs } from "./pairs.tsx";
import { columns, csv, named, RANGES, rows, type Row } from "./series.ts";
import { isPhone, Part } from "./sheet.tsx";
import { type Seen, today } from "./state.ts";
import { decimal, say } from "./say.ts";
import { ageOf, longDate, minutes, shortDate, trendRegions, weekdayName } from "./words.ts";
import { Chips, Trouble, useSettled } from "./parts.tsx";

const range = signal<string>("quarter");
const region = signal("primary");
const HIGH_ON_A_PHONE = 220;
const HIGH = 320;

export default function Trends(): JSX.Element {
  const to = today.value?.answer.localDate;
  const length = RANGES.find(([id]) => id === range.value)![2];
  const from = to === undefined ? undefined : plusDays(to, 1 - length);
  const asked =
    from === undefined
      ? undefined
      : `/v1/members/me/trends/columns?from=${from}&to=${to}&region=${region.value}&side=any&with=practices&with=plan`;
  const seen = useLooked<TrendColumns>("insight", asked);
  const known = useMemo(() => (seen === undefined ? undefined : rows(seen.answer)), [seen?.answer]);
  const verdict = useLooked<Verdict>("insight", `/v1/members/me/verdict?region=${region.value}`);
  const isSaid = useSettled(verdict !== undefined);
  const isDrawn = useSettled(known !== undefined);
  return (
    <main id="main">
      <h1>{say("trends.title")}</h1>
      <Trouble age={seen?.at} />
      {verdict !== undefined && <p class="sentence">{verdict.answer.text}</p>}
      {isSaid && (
        <>
          <Chips name={say("trends.where")} chosen={region} choices={trendRegions()} />
          <Chips name={say("trends.howLong")} chosen={range} choices={RANGES.map(([id, name]) => [id, say(name)])} />
          {known === undefined ? (
            <Awaited />
          ) : !known.some((row) => row.reports > 0 || row.level !== null || row.minutes > 0) ? (
            <p class="empty chart">{say("trends.empty")}</p>
          ) : (
            <Drawn known={known} from={from!} to={to!} key={`${region.value} ${range.value}`} />
          )}
          {isDrawn && to !== undefined && (
            <div class="parts">
              <Listed known={known} key={`${region.value} ${range.value}`} />
              <PatternsOf region={region.value} />
              <Pairs region={region.value} from={from!} to={to} />
            </div>
          )}
        </>
      )}
    </main>
  );
}

/** As high as what is to stand here, so that nothing below it moves meanwhile. */
function Awaited(): JSX.Element {
  return (
    <section aria-label={say("trends.chart")} aria-busy="true">
      <div class="chart" />
      <p class="focused" />
      <p class="soft small">{say("trends.legend")}</p>
    </section>
  );
}

function spoken(row: Row | undefined, localDate: string): string {
  const date = longDate(localDate);
  if (row === undefined) return say("trends.nothing", { date });
  const parts = [];
  if (row.mean !== null) parts.push(say("trends.mean", { mean: decimal(row.mean), reports: row.reports }));
  if (row.level !== null) {
    const level = decimal(row.level);
    parts.push(row.low === null || row.high === null ? say("trends.level", { level }) : say("trends.levelBetween", { level, low: decimal(row.low), high: decimal(row.high) }));
  }
  if (row.minutes > 0) parts.push(practised(row));
  if (row.plan > 0) parts.push(say("trends.planChanged", { count: row.plan }));
  return say("trends.day", { date, parts: parts.join("; ") });
}

function practised(row: Row): string {
  return say("trends.practised", { practices: named(row.practices), length: minutes(row.minutes) });
}

function Drawn(props: { known: Row[]; from: string; to: string }): JSX.Element {
  const { known } = props;
  const shown = useMemo(() => columns(known, props.from, props.to), [known, props.from, props.to]);
  const into = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | undefined>(undefined);
  const [focused, setFocused] = useState(shown.days.length - 1);
  const at = Math.min(focused, shown.days.length - 1);
  const said = spoken(shown.rows[at], dateOf(shown.days[at]!));

  // before the browser paints, or it would paint once without the drawing
  useLayoutEffect(() => {
    const here = into.current!;
    const high = (): number => (isPhone.value ? HIGH_ON_A_PHONE : HIGH);
    const sized = new ResizeObserver(() => chart.current?.size(here.clientWidth, high()));
    chart.current = draw(here, here.clientWidth, high(), setFocused);
    sized.observe(here);
    return () => {
      sized.disconnect();
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, []);
  useLayoutEffect(() => chart.current?.show(shown, { most: 10 }), [shown]);

  function walk(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -7, PageUp: 7, Home: -at, End: shown.days.length - 1 - at }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(0, at + by), shown.days.length - 1);
    setFocused(next);
    chart.current?.focus(shown.days[next]!);
  }

  return (
    <section aria-label={say("trends.chart")}>
      <div
        ref={into}
        class="chart"
        role="slider"
        tabIndex={0}
        aria-label={say("trends.walk")}
        aria-valuemin={0}
        aria-valuemax={shown.days.length - 1}
        aria-valuenow={at}
        aria-valuetext={said}
        onKeyDown={walk}
      />
      <p class="focused">{said}</p>
      <p class="soft small">{say("trends.legend")}</p>
    </section>
  );
}

/** The same as a table and as a file. */
function Listed({ known }: { known: Row[] | undefined }): JSX.Element | null {
  const [isListed, setListed] = useState(false); // ten years have some thousand rows, which nobody waits for unseen
  const title = say("trends.tableAndFile");
  if (known === undefined) return <Part title={title} body={undefined} meanwhile={<div class="row awaited" />} inFlow={(body) => body} />;
  if (known.length === 0) return null;
  const file = (
    <button type="button" class="quiet" onClick={() => save(known)}>
      {say("trends.csv")}
    </button>
  );
  return (
    <Part
      title={title}
      body={
        <>
          {file}
          <Table known={known} />
        </>
      }
      inFlow={() => (
        <div class="row start">
          <details onToggle={(event) => setListed(event.currentTarget.open)}>
            <summary>{say("trends.table")}</summary>
            {isListed && <Table known={known} />}
          </details>
          {file}
        </div>
      )}
    />
  );
}

function save(known: Row[]): void {
  saveFile(new Blob([csv(known)], { type: "text/csv" }), `paschima-${region.value}-${known.at(-1)!.localDate}.csv`);
}

const COLUMNS = ["day", "reports", "mean", "level", "low", "high", "practice", "plan"] as const;

function Table(props: { known: Row[] }): JSX.Element {
  const number = (value: number | null): string => (value === null ? "–" : decimal(value));
  return (
    <div class="scrolled" tabIndex={0} role="region" aria-label={say("trends.tableOf")}>
      <table class="of-days">
        <thead>
          <tr>
            {COLUMNS.map((each) => (
              <th key={each} scope="col">
                {say(`trends.column.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...props.known].reverse().map((row) => (
            <tr key={row.localDate}>
              <th scope="row">{shortDate(row.localDate)}</th>
              <td>{row.reports}</td>
              <td>{number(row.mean)}</td>
              <td>{number(row.level)}</td>
              <td>{number(row.low)}</td>
              <td>{number(row.high)}</td>
              <td>{row.minutes > 0 ? practised(row) : ""}</td>
              <td>{row.plan > 0 ? say("trends.planChanged", { count: row.plan }) : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Time of day and weekday: the service's sentence, and its cells where it has any. */
function PatternsOf(props: { region: string }): JSX.Element {
  const seen = useLooked<Patterns>("insight", `/v1/members/me/patterns?region=${props.region}`);
  const title = say("patterns");
  return (
    <Part
      title={title}
      body={seen === undefined ? undefined : <Told seen={seen} />}
      inFlow={(body) => <section aria-label={title}>{body}</section>}
    />
  );
}

function Told({ seen }: { seen: Seen<Patterns> }): JSX.Element {
  const { timeOfDay, weekday } = seen.answer;
  const hour = (at: number): string => `${String(at).padStart(2, "0")}:00`;
  return (
    <div class="columns">
      <div>
        <h2>{say("patterns.timeOfDay")}</h2>
        <p>{timeOfDay.text}</p>
        <Bars cells={timeOfDay.cells.map((cell) => [say("patterns.hours", { from: hour(cell.fromHour), to: hour(cell.toHour) }), cell.shrunk, cell.n])} />
      </div>
      <div>
        <h2>{say("patterns.weekday")}</h2>
        <p>{weekday.text}</p>
        <Bars cells={weekday.cells.map((cell) => [weekdayName(cell.weekday), cell.shrunk, cell.n])} />
        {Date.now() - seen.at > 3_600_000 && <p class="soft">{ageOf(seen.at, Date.now())}</p>}
      </div>
    </div>
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
            {value === null ? "–" : decimal(value)} <span class="small">({n})</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
