/** What the page says, in the language of who looks at it. The messages are compiled in the build; here they are put together. */
import { computed, signal } from "@preact/signals";
import en from "../messages/en.json";

export type Key = keyof typeof en;
type Part = string | readonly [name: string, forms?: Readonly<Record<string, readonly Part[]>>];
export type Messages = Readonly<Record<Key, string | readonly Part[]>>;
export type Value = string | number;

/** German is a script of its own: who reads English does not fetch it. */
declare const GERMAN: string;

export const LANGUAGES = [
  ["en", "English"],
  ["de", "Deutsch"],
] as const;
export type Language = (typeof LANGUAGES)[number][0];

const english = en as unknown as Messages;
const shown = signal<{ language: Language; messages: Messages }>({ language: "en", messages: english });

export const language = computed(() => shown.value.language);

/** The first of them that the page speaks; English when it speaks none. */
export function spoken(wanted: readonly string[]): Language {
  for (const each of wanted) {
    const found = LANGUAGES.find(([tag]) => each.toLowerCase().split("-")[0] === tag);
    if (found !== undefined) return found[0];
  }
  return "en";
}

/** Speaks it from now on; stays with English when its messages cannot be had. */
export async function speak(wanted: Language): Promise<void> {
  if (wanted === language.value) return;
  try {
    const messages = wanted === "en" ? english : ((await import(GERMAN)) as { default: Messages }).default;
    shown.value = { language: wanted, messages };
  } catch {
    return;
  }
  document.documentElement.lang = wanted;
}

export function say(key: Key, values: Readonly<Record<string, Value>> = {}): string {
  const message = shown.value.messages[key];
  return typeof message === "string" ? message : put(message, values, undefined);
}

function put(parts: readonly Part[], values: Readonly<Record<string, Value>>, count: number | undefined): string {
  return parts.map((part) => (typeof part === "string" ? part : filled(part, values, count))).join("");
}

function filled([name, forms]: Exclude<Part, string>, values: Readonly<Record<string, Value>>, count: number | undefined): string {
  const value = name === "#" ? count! : values[name];
  if (value === undefined) throw new Error(`${name} was not said`);
  if (forms === undefined) return typeof value === "number" ? number(value) : value;
  return put(forms[new Intl.PluralRules(language.value).select(Number(value))] ?? forms["other"]!, values, Number(value));
}

/** Each made once: they are asked for many times over, and are slow to make. */
const made = new Map<string, Intl.NumberFormat>();

function format(least: number): Intl.NumberFormat {
  const name = `${language.value} ${least}`;
  const there = made.get(name) ?? new Intl.NumberFormat(language.value, { minimumFractionDigits: least, maximumFractionDigits: 1 });
  made.set(name, there);
  return there;
}

/** As the language writes it, with one place after the point where it is not whole. */
export function number(value: number): string {
  return format(0).format(value);
}

/** A level or an average: always with one place, so that two of them line up. */
export function decimal(value: number): string {
  return format(1).format(value);
}

/** The locale of dates: of English the one that names the day first. */
export function dates(): string {
  return language.value === "en" ? "en-GB" : language.value;
}
