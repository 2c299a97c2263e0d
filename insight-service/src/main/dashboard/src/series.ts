/** What the chart, the table and the file of a trend are made of: one row a day, without a row where nothing is known. */
import type { TrendColumns } from "./answers.ts";
import { dateOf, dayNumber } from "./dates.ts";
import { practiceName } from "./words.ts";

/** What was practised on a day, and for how long. */
type Practised = { practice: string; minutes: number }[];

export interface Row {
  localDate: string;
  /** The same, counted. */
  day: number;
  reports: number;
  mean: number | null;
  level: number | null;
  low: number | null;
  high: number | null;
  minutes: number;
  practices: Practised;
  /** How often the nudge plan changed on that day. */
  plan: number;
}

export const RANGES = [
  ["week", "trends.week", 7],
  ["quarter", "trends.quarter", 91],
  ["year", "trends.year", 365],
  ["all", "trends.all", 3_650],
] as const;

export function rows({ from, series: [series], practices, plan }: TrendColumns): Row[] {
  if (series === undefined) return [];
  const first = dayNumber(from);
  const changes = new Map(plan.map((each) => [dayNumber(each.localDate), each.changes]));
  const found: Row[] = [];
  series.n.forEach((reports, at) => {
    const practised = practices.flatMap(({ practice, minutes }) => (minutes[at]! > 0 ? [{ practice, minutes: minutes[at]! }] : []));
    const changed = changes.get(first + at) ?? 0;
    if (reports === 0 && practised.length === 0 && changed === 0) return;
    found.push({
      localDate: dateOf(first + at),
      day: first + at,
      reports,
      mean: series.mean[at]!,
      level: series.value[at]!,
      low: series.low[at]!,
      high: series.high[at]!,
      minutes: practised.reduce((sum, each) => sum + each.minutes, 0),
      practices: practised,
      plan: changed,
    });
  });
  return found;
}

/** Columns for the chart: every day from the first row to the last, null where nothing is known, so that gaps are gaps. */
export interface Columns {
  days: number[];
  rows: (Row | undefined)[];
  mean: (number | null)[];
  level: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
  minutes: number[];
  plan: number[];
}

export function columns(known: readonly Row[], from: string, to: string): Columns {
  const first = known[0]?.day;
  const last = dayNumber(to);
  const begin = first !== undefined && last - dayNumber(from) > 365 ? first : dayNumber(from);
  const length = last - begin + 1;
  const unknown = (): (number | null)[] => new Array<number | null>(length).fill(null);
  const none = (): number[] => new Array<number>(length).fill(0);
  const found: Columns = { days: Array.from({ length }, (_, at) => begin + at), rows: new Array<Row | undefined>(length).fill(undefined), mean: unknown(), level: unknown(), low: unknown(), high: unknown(), minutes: none(), plan: none() };
  for (const row of known) {
    const at = row.day - begin;
    if (at < 0 || at >= length) continue;
    found.rows[at] = row;
    found.mean[at] = row.mean;
    found.level[at] = row.level;
    found.low[at] = row.low;
    found.high[at] = row.high;
    found.minutes[at] = row.minutes;
    found.plan[at] = row.plan;
  }
  return found;
}

/** In words: when they are shown, as ten years have thousands that are not. */
export function named(practices: Practised): string {
  return practices.map((each) => practiceName(each.practice)).join(", ");
}

export function csv(known: readonly Row[]): string {
  const head = "localDate,reports,mean,level,low,high,minutes,practices,planChanges";
  const lines = known.map((row) =>
    [row.localDate, row.reports, row.mean, row.level, row.low, row.high, row.minutes].map((each) => (each === null ? "" : String(each))).join(",") + `,"${named(row.practices)}",${row.plan}`,
  );
  return [head, ...lines].join("\r\n") + "\r\n";
}
