/**
 * Names and times in words. What the services conclude they word themselves. Nothing the page says claims, praises, hurries or
 * alarms; the one exception is the care card, which says what to do.
 */
import en from "../messages/en.json";
import type { Now, Side } from "./answers.ts";
import { dates, type Key, number, say } from "./say.ts";

const REGIONS = ["head", "neck", "shoulder", "shoulder-blade", "upper-back", "chest"] as const;
export const CONTEXTS = ["desk", "mat", "phone", "carrying", "waiting"] as const;
const A_DAY_MS = 86_400_000;

/** What the catalogue may name one day, and this page cannot yet, is said by its code. */
function named(key: string, code: string): string {
  return key in en ? say(key as Key) : code.replaceAll("-", " ");
}

export function contexts(): [string, string][] {
  return CONTEXTS.map((each) => [each, contextName(each)]);
}

export function contextName(context: string): string {
  return named(`context.${context}`, context);
}

/** What a trend can be of. */
export function trendRegions(): [string, string][] {
  return ["primary", ...REGIONS].map((each) => [each, named(`region.${each}`, each)]);
}

/** insight-service names it in capitals, a plan without. */
export function weekdayName(weekday: string): string {
  return named(`weekday.${weekday.toUpperCase()}`, weekday);
}

export function regionName(region: string, side: Side): string {
  return named(side === "both" ? `region.${region}` : `region.${side}.${region}`, `${side === "both" ? "" : `${side} `}${region}`);
}

export function practiceName(practice: string): string {
  return named(`practice.${practice}`, practice);
}

export function minutes(count: number): string {
  return say("minutes", { count: Math.round(count * 10) / 10 });
}

export function ageInDays(daysAgo: number): string {
  return daysAgo === 0 ? say("ago.today") : say("ago", { days: daysAgo });
}

/** How old an answer is that was kept on this device. */
export function ageOf(since: number, now: number): string {
  const passed = Math.max(0, Math.round((now - since) / 60_000));
  if (passed < 1) return say("age.now");
  if (passed < 60) return say("age.minutes", { count: passed });
  const hours = Math.round(passed / 60);
  return hours < 48 ? say("age.hours", { count: hours }) : say("age.days", { count: Math.round(hours / 24) });
}

/** The nudge that is withheld has its receipt; here is why none is to come at all. */
export function noNext(reason: string | undefined): string {
  const key = `nudge.none.${reason}`;
  return say(key in en ? (key as Key) : "nudge.none");
}

/** What may bring a nudge besides the moments of the plan, if anything may now. */
export function besides({ next, reason, triggers = [], pause }: Now): string | undefined {
  if (triggers.length === 0 || pause !== null || (next === null && reason !== "NO_SLOT")) return undefined;
  return say(triggers.length > 1 ? "nudge.besides.both" : `nudge.besides.${triggers[0]!}`);
}

export function lean(signed: number | null, less: Key, more: Key): string {
  if (signed === null) return say("lean.unknown");
  const size = Math.abs(signed);
  if (size < 0.5) return say("lean.easy");
  const which = say(signed < 0 ? less : more);
  return size < 1.5 ? say("lean.little", { which }) : which;
}

/** A slot's day as one would say it. */
export function dayOf(localDate: string, today: string | undefined): string {
  if (localDate === today) return say("ago.today");
  const passed = today === undefined ? NaN : (Date.parse(localDate) - Date.parse(today)) / A_DAY_MS;
  return passed === 1 ? say("day.tomorrow") : say("day.on", { date: longDate(localDate) });
}

/** A calendar date as the service named it: no zone of this device may move it. */
export function longDate(localDate: string): string {
  return dated(localDate, { weekday: "long", day: "numeric", month: "long" });
}

export function shortDate(localDate: string): string {
  return dated(localDate, { day: "numeric", month: "short", year: "numeric" });
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dated(localDate: string, style: Intl.DateTimeFormatOptions): string {
  const name = dates() + JSON.stringify(style);
  const format = formats.get(name) ?? new Intl.DateTimeFormat(dates(), { ...style, timeZone: "UTC" });
  formats.set(name, format);
  const [year, month, day] = localDate.split("-").map(Number);
  return format.format(Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1));
}

/** The calendar day of a moment in a zone. */
export function dayOfInstant(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat(dates(), { day: "numeric", month: "long", year: "numeric", timeZone }).format(Date.parse(instant));
}

/** A moment as the member's own clock shows it, whatever zone this device is in. */
export function moment(instant: string, zone: string | undefined): string {
  const style: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit", timeZone: zone ?? "UTC" };
  try {
    return new Intl.DateTimeFormat(dates(), style).format(Date.parse(instant));
  } catch {
    // a zone that services know and this browser does not, as Z: then the zone is told with the time
    return new Intl.DateTimeFormat(dates(), { ...style, timeZone: "UTC", timeZoneName: "short" }).format(Date.parse(instant));
  }
}

export { number };
