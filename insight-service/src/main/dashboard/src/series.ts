/** What the chart, the table and the file of a trend are made of: one row a day, without a row where nothing is known. */
import type { Trends } from "./answers.ts";
import { dayNumber } from "./dates.ts";
import { practiceName } from "./words.ts";

export interface Row {
  localDate: string;
  reports: number;
  mean: number | null;
  level: number | null;
  low: number | null;
  high: number | null;
  minutes: number;
  practices: string;
  /** How often the nudge plan changed on that day. */
  plan: number;
}

export const RANGES = [
  ["week", "trends.week", 7],
  ["quarter", "trends.quarter", 91],
  ["year", "trends.year", 365],
  ["all", "trends.all", 3_650],
] as const;

export function rows(trends: Trends): Row[] {
  const days = new Map<string, Row>();
  const at = (localDate: string): Row => {
    const there = days.get(localDate) ?? { localDate, reports: 0, mean: null, level: null, low: null, high: null, minutes: 0, practices: "", plan: 0 };
    days.set(localDate, there);
    return there;
  };
  for (const bucket of trends.series[0]?.buckets ?? []) Object.assign(at(bucket.localDate), { reports: bucket.n, mean: bucket.mean });
  for (const { localDate, value, low, high } of trends.series[0]?.curve ?? []) Object.assign(at(localDate), { level: value, low, high });
  for (const { localDate, minutes, practices } of trends.practices) {
    Object.assign(at(localDate), { minutes, practices: practices.map((each) => practiceName(each.practice)).join(", ") });
  }
  for (const { localDate, changes } of trends.plan ?? []) at(localDate).plan = changes;
  return [...days.values()].sort((one, other) => (one.localDate < other.localDate ? -1 : 1));
}

/** Columns for the chart: every day from the first row to the last, null where nothing is known, so that gaps are gaps. */
export interface Columns {
  days: number[];
  mean: (number | null)[];
  level: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
  minutes: number[];
  plan: number[];
}

export function columns(known: readonly Row[], from: string, to: string): Columns {
  const first = known[0]?.localDate;
  const begin = dayNumber(first !== undefined && dayNumber(to) - dayNumber(from) > 365 ? first : from);
  const byDay = new Map(known.map((row) => [dayNumber(row.localDate), row]));
  const days = Array.from({ length: dayNumber(to) - begin + 1 }, (_, at) => begin + at);
  const column = (pick: (row: Row) => number | null): (number | null)[] => days.map((day) => (byDay.has(day) ? pick(byDay.get(day)!) : null));
  return {
    days,
    mean: column((row) => row.mean),
    level: column((row) => row.level),
    low: column((row) => row.low),
    high: column((row) => row.high),
    minutes: column((row) => row.minutes).map((each) => each ?? 0),
    plan: column((row) => row.plan).map((each) => each ?? 0),
  };
}

export function csv(known: readonly Row[]): string {
  const head = "localDate,reports,mean,level,low,high,minutes,practices,planChanges";
  const lines = known.map((row) =>
    [row.localDate, row.reports, row.mean, row.level, row.low, row.high, row.minutes].map((each) => (each === null ? "" : String(each))).join(",") + `,"${row.practices}",${row.plan}`,
  );
  return [head, ...lines].join("\r\n") + "\r\n";
}
