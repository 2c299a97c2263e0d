/**
 * Everything the page says by itself. What the services conclude they word themselves. Nothing here claims, praises, hurries
 * or alarms; the one exception is the care card, which says what to do.
 */
import type { Side } from "./answers.ts";

const REGIONS: Record<string, string> = {
  head: "Head",
  neck: "Neck",
  shoulder: "Shoulder",
  "shoulder-blade": "Shoulder blade",
  "upper-back": "Upper back",
  chest: "Chest",
};

const PRACTICES: Record<string, string> = {
  "back-body-breath": "Back-body breath",
  tadasana: "Mountain pose",
  parsvottanasana: "Pyramid pose",
  bhujangasana: "Cobra",
  dhanurasana: "Bow",
  "ardha-pincha-mayurasana": "Dolphin",
  savasana: "Resting pose",
  other: "Other practice",
};

export const CONTEXTS: readonly (readonly [string, string])[] = [
  ["desk", "At a desk"],
  ["mat", "On the mat"],
  ["phone", "With the phone"],
  ["carrying", "Carrying"],
  ["waiting", "Waiting"],
];

/** The nudge that is withheld has its receipt; here is why none is to come at all. */
const NO_NEXT: Record<string, string> = {
  CARE_HOLD: "Nudges wait until you tell us how it is.",
  NO_PROFILE: "Nudges begin once your time zone is known; your studio's app sets it.",
  NO_CONSENT: "Nudges are off: you have not agreed to them.",
  OPTED_OUT: "Nudges are switched off.",
  NO_SLOT: "Your plan leaves no moment for a nudge.",
};

/** What a trend can be of. */
export const REGION_NAMES: readonly (readonly [string, string])[] = [["primary", "Neck, shoulders, upper back"], ...Object.entries(REGIONS)];

const WEEKDAYS: Record<string, string> = {
  MONDAY: "Monday",
  TUESDAY: "Tuesday",
  WEDNESDAY: "Wednesday",
  THURSDAY: "Thursday",
  FRIDAY: "Friday",
  SATURDAY: "Saturday",
  SUNDAY: "Sunday",
};

export function weekdayName(weekday: string): string {
  return WEEKDAYS[weekday] ?? weekday;
}

export function regionName(region: string, side: Side): string {
  const name = REGIONS[region] ?? region.replaceAll("-", " ");
  return side === "both" ? name : `${side === "left" ? "Left" : "Right"} ${name.toLowerCase()}`;
}

export function practiceName(practice: string): string {
  return PRACTICES[practice] ?? practice.replaceAll("-", " ");
}

export function minutes(count: number): string {
  const rounded = Math.round(count * 10) / 10;
  return rounded === 1 ? "1 minute" : `${rounded} minutes`;
}

export function ageInDays(daysAgo: number): string {
  if (daysAgo === 0) return "today";
  return daysAgo === 1 ? "yesterday" : `${daysAgo} days ago`;
}

/** How old an answer is that was kept on this device. */
export function ageOf(since: number, now: number): string {
  const passed = Math.max(0, Math.round((now - since) / 60_000));
  if (passed < 1) return "less than a minute old";
  if (passed < 60) return `${minutes(passed)} old`;
  const hours = Math.round(passed / 60);
  if (hours < 48) return hours === 1 ? "1 hour old" : `${hours} hours old`;
  return `${Math.round(hours / 24)} days old`;
}

export function noNext(reason: string | undefined): string {
  return NO_NEXT[reason ?? ""] ?? "No nudge is planned.";
}

export function lean(signed: number | null, less: string, more: string): string {
  if (signed === null) return "not noted";
  const size = Math.abs(signed);
  if (size < 0.5) return "easy";
  return (size < 1.5 ? "a little " : "") + (signed < 0 ? less : more);
}

/** A slot's day as one would say it. */
export function dayOf(localDate: string, today: string | undefined): string {
  if (localDate === today) return "today";
  const passed = today === undefined ? NaN : (Date.parse(localDate) - Date.parse(today)) / 86_400_000;
  return passed === 1 ? "tomorrow" : `on ${longDate(localDate)}`;
}

/** A calendar date as the service named it: no zone of this device may move it. */
export function longDate(localDate: string): string {
  const [year, month, day] = localDate.split("-").map(Number);
  return new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(
    Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1),
  );
}
