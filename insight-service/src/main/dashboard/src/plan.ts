/** A plan of nudges, as the service has it and as it is being changed: what is quiet when, and what two versions differ by. */
import type { Channel, Plan, QuietHours, SlotRule } from "./answers.ts";
import { say } from "./say.ts";
import { contextName, weekdayName } from "./words.ts";

/** As plans and profiles name them. */
export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export const MINUTES_A_DAY = 1_440;

/** Where nudges may go, and the kinds of them that go their own ways. */
export const CHANNELS = ["client", "web-push", "e-mail", "studio"] as const satisfies readonly Channel[];
export const KINDS = ["slots", "triggers"] as const;
export type Kind = (typeof KINDS)[number];

export function minuteOf(clock: string): number {
  const [hour, minute] = clock.split(":").map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

/** The quiet hours that begin on a day; none when it has been said that there are none. */
export function quietOf(plan: Plan, day: string): QuietHours | undefined {
  const rule = plan.quietDays?.find((each) => each.days.includes(day));
  if (rule === undefined) return plan.quietHours ?? undefined;
  return rule.from === undefined || rule.to === undefined ? undefined : { from: rule.from, to: rule.to };
}

/** What of a day is quiet, in minutes: the end of a night that began the day before, and what begins on the day itself. */
export function quietSpans(plan: Plan, day: string): [number, number][] {
  const spans: [number, number][] = [];
  const before = quietOf(plan, DAYS[(DAYS.indexOf(day as (typeof DAYS)[number]) + 6) % 7]!);
  if (before !== undefined && minuteOf(before.from) > minuteOf(before.to)) spans.push([0, minuteOf(before.to)]);
  const own = quietOf(plan, day);
  if (own !== undefined) {
    const from = minuteOf(own.from);
    const to = minuteOf(own.to);
    if (from < to) spans.push([from, to]);
    else if (from > to) spans.push([from, MINUTES_A_DAY]);
  }
  return spans.filter(([from, to]) => to > from);
}

/** The slots of a day: one with a rule comes on the days of the rule alone. */
export function slotsOf(plan: Plan, day: string): string[] {
  return plan.slots.filter((slot) => {
    const rule = plan.slotRules?.find((each) => each.slot === slot);
    return rule === undefined || (rule.off !== true && (rule.days === undefined || rule.days.length === 0 || rule.days.includes(day)));
  });
}

/** The days that a moment comes on, whatever else its rule says. */
export function daysOf(plan: Plan, slot: string): string[] {
  const rule = plan.slotRules?.find((each) => each.slot === slot);
  if (rule?.off === true) return [];
  return rule?.days === undefined || rule.days.length === 0 ? [...DAYS] : rule.days;
}

/** The rules with a moment's days changed: on all days there is no need of any, and on none it is off. Days take the place of a recurrence rule. */
export function withDays(plan: Plan, slot: string, days: readonly string[]): SlotRule[] {
  const rules = plan.slotRules ?? [];
  const { days: _, off: __, rule: ___, from: ____, ...rest } = rules.find((each) => each.slot === slot) ?? { slot };
  const others = rules.filter((each) => each.slot !== slot);
  const ordered = DAYS.filter((day) => days.includes(day));
  if (ordered.length === 0) return [...others, { ...rest, off: true }];
  if (ordered.length < DAYS.length) return [...others, { ...rest, days: ordered }];
  return Object.keys(rest).length > 1 ? [...others, rest] : others;
}

/** A moment moved, its rule with it, or taken away. */
export function withSlot(plan: Plan, at: number, to: string | undefined): Partial<Plan> {
  const from = plan.slots[at]!;
  const slots = to === undefined ? plan.slots.filter((_, index) => index !== at) : plan.slots.map((each, index) => (index === at ? to : each));
  if (plan.slotRules === undefined) return { slots };
  const rules = plan.slotRules.filter((rule) => to === undefined || rule.slot !== to || to === from);
  return { slots, slotRules: to === undefined ? rules.filter((rule) => rule.slot !== from) : rules.map((rule) => (rule.slot === from ? { ...rule, slot: to } : rule)) };
}

/** What may bring a nudge besides the moments, changed; a plan in which nothing does is one that says nothing of it. */
export function withTriggers(plan: Plan, by: { stillMinutes?: number | undefined; lowVariety?: boolean }): Partial<Plan> {
  const { stillMinutes, lowVariety, ...rest } = { ...plan.triggers, ...by };
  return { triggers: { ...rest, ...(stillMinutes === undefined ? {} : { stillMinutes }), ...(lowVariety === true ? { lowVariety } : {}) } };
}

/** Where a kind goes: everywhere, unless the plan says otherwise. */
export function channelsOf(plan: Plan, kind: Kind): readonly Channel[] {
  return plan.channels?.[kind] ?? CHANNELS;
}

/** A way taken or left for a kind; all of them are nothing to say. */
export function withChannel(plan: Plan, kind: Kind, channel: Channel, isChosen: boolean): Partial<Plan> {
  const chosen = CHANNELS.filter((each) => (each === channel ? isChosen : channelsOf(plan, kind).includes(each)));
  const { [kind]: _, ...others } = plan.channels ?? {};
  return { channels: chosen.length === CHANNELS.length ? others : { ...others, [kind]: chosen } };
}

/** As it is sent: only what a plan is made of, under the next version. */
export function toSend(plan: Plan, version: number): Plan {
  const { enabled, slots, contexts, quietHours, zonePolicy, caps, pausedUntil, slotRules, quietDays, homeZone, followRecords, triggers, channels } = plan;
  return {
    enabled,
    slots: [...new Set(slots)].sort(),
    contexts,
    quietHours,
    zonePolicy,
    caps,
    pausedUntil,
    ...(slotRules === undefined ? {} : { slotRules: slotRules.filter((rule) => slots.includes(rule.slot)) }),
    ...(quietDays === undefined ? {} : { quietDays }),
    ...(homeZone === undefined ? {} : { homeZone }),
    ...(followRecords === undefined ? {} : { followRecords }),
    ...(triggers === undefined || Object.keys(triggers).length === 0 ? {} : { triggers }),
    ...(channels === undefined || Object.keys(channels).length === 0 ? {} : { channels }),
    version,
  };
}

/** What a plan says, line by line, so that two of them can be laid side by side. */
export function lines(plan: Plan): [string, string][] {
  const rules = plan.slots.filter((slot) => daysOf(plan, slot).length < DAYS.length || recurrence(plan, slot) !== undefined);
  const { perDay, per7Days, minGapMinutes, afterPracticeMinutes } = plan.caps;
  return [
    [say("plan.row.nudges"), say(plan.enabled ? "plan.row.on" : "plan.row.off")],
    [say("plan.moments"), plan.slots.length === 0 ? say("plan.row.none") : plan.slots.join(", ")],
    [say("plan.row.days"), rules.length === 0 ? say("plan.everyDay") : rules.map((slot) => say("plan.row.slotDays", { slot, days: shortDays(plan, slot) })).join("; ")],
    [say("plan.quiet"), [quietInWords(plan.quietHours), ...(plan.quietDays ?? []).map(otherDays)].join("; ")],
    [say("plan.row.where"), plan.contexts.map(contextName).join(", ")],
    [say("plan.atMost"), say("plan.row.caps", { perDay, per7Days })],
    [say("plan.row.apart"), say("plan.row.gaps", { minGap: minGapMinutes, afterPractice: afterPracticeMinutes })],
    [say("plan.triggers"), triggersInWords(plan)],
    [say("plan.channels"), KINDS.map((kind) => say("plan.row.slotDays", { slot: say(`plan.channels.${kind}`), days: channelsInWords(plan, kind) })).join("; ")],
  ];
}

function quietInWords(hours: QuietHours | null): string {
  return hours === null ? say("plan.row.never") : say("plan.row.quiet", { from: hours.from, to: hours.to });
}

function otherDays({ days, from, to }: { days: string[]; from?: string; to?: string }): string {
  const hours = from === undefined || to === undefined ? null : { from, to };
  return say("plan.row.slotDays", { slot: days.map(shortened).join(" "), days: quietInWords(hours) });
}

function triggersInWords(plan: Plan): string {
  const { stillMinutes, lowVariety } = plan.triggers ?? {};
  const found = [...(stillMinutes === undefined ? [] : [say("plan.row.still", { minutes: stillMinutes })]), ...(lowVariety === true ? [say("plan.lowVariety")] : [])];
  return found.length === 0 ? say("plan.row.none") : found.join("; ");
}

function channelsInWords(plan: Plan, kind: Kind): string {
  const chosen = channelsOf(plan, kind);
  return chosen.length === CHANNELS.length ? say("plan.row.everywhere") : chosen.map((channel) => say(`plan.channel.${channel}`)).join(", ");
}

function shortened(day: string): string {
  return weekdayName(day).slice(0, 2);
}

/** As it is written: nobody says such rules in words here. */
function recurrence(plan: Plan, slot: string): string | undefined {
  const rule = plan.slotRules?.find((each) => each.slot === slot);
  return rule?.rule === undefined ? undefined : `${rule.rule} (${rule.from})`;
}

function shortDays(plan: Plan, slot: string): string {
  const days = daysOf(plan, slot);
  const by = recurrence(plan, slot);
  if (by !== undefined && days.length > 0) return by;
  return days.length === 0 ? say("plan.row.none") : days.map(shortened).join(" ");
}
