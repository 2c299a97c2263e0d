/** A plan of nudges, as the service has it and as it is being changed: what is quiet when, and what two versions differ by. */
import type { Plan, QuietHours } from "./answers.ts";

export const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;
export const MINUTES_A_DAY = 1_440;

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

/** As it is sent: only what a plan is made of, under the next version. */
export function toSend(plan: Plan, version: number): Plan {
  const { enabled, slots, contexts, quietHours, zonePolicy, caps, pausedUntil, slotRules, quietDays } = plan;
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
    version,
  };
}

/** What a plan says, line by line, so that two of them can be laid side by side. */
export function lines(plan: Plan): [string, string][] {
  const quiet = plan.quietDays?.length ? ", other on some days" : "";
  return [
    ["Nudges", plan.enabled ? "on" : "off"],
    ["Moments", plan.slots.length === 0 ? "none" : plan.slots.join(", ")],
    ["Quiet", (plan.quietHours === null ? "never" : `${plan.quietHours.from} to ${plan.quietHours.to}`) + quiet],
    ["Where", plan.contexts.join(", ")],
    ["At most", `${plan.caps.perDay} a day, ${plan.caps.per7Days} in seven days`],
    ["Apart", `${plan.caps.minGapMinutes} minutes, ${plan.caps.afterPracticeMinutes} after practice`],
  ];
}
