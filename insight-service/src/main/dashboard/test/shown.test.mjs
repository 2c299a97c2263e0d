// What a trend's chart, table and file are made of, and what a plan's picture shows: no browser is needed for these.
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./load.mjs";

const series = await load("src/series.ts");
const axis = await load("src/axis.ts");
const plans = await load("src/plan.ts");
const words = await load("src/words.ts");
const refusal = await load("src/refusal.ts");

const trends = {
  from: "2026-03-01",
  to: "2026-03-07",
  series: [
    {
      region: "neck",
      n: [0, 2, 0, 0, 1, 0, 0],
      mean: [null, 5.5, null, null, 3, null, null],
      value: [null, null, null, null, 4.5, null, null],
      low: [null, null, null, null, 3, null, null],
      high: [null, null, null, null, 6, null, null],
    },
  ],
  practices: [{ practice: "savasana", minutes: [0, 0, 7.5, 0, 0, 0, 0] }],
  plan: [{ localDate: "2026-03-05", changes: 2 }, { localDate: "2026-03-06", changes: 1 }],
};

test("a day on which nothing is known has no row, and is a gap in the columns", () => {
  const rows = series.rows(trends);
  assert.deepEqual(rows.map((row) => row.localDate), ["2026-03-02", "2026-03-03", "2026-03-05", "2026-03-06"]);
  const columns = series.columns(rows, trends.from, trends.to);
  assert.equal(columns.days.length, 7);
  assert.deepEqual(columns.mean, [null, 5.5, null, null, 3, null, null]);
  assert.deepEqual(columns.level, [null, null, null, null, 4.5, null, null]);
  assert.deepEqual(columns.minutes, [0, 0, 7.5, 0, 0, 0, 0]);
  assert.deepEqual(columns.plan, [0, 0, 0, 0, 2, 1, 0]);
});

test("the file says what the table shows", () => {
  const [head, ...lines] = series.csv(series.rows(trends)).trimEnd().split("\r\n");
  assert.equal(head, "localDate,reports,mean,level,low,high,minutes,practices,planChanges");
  assert.deepEqual(lines, ['2026-03-02,2,5.5,,,,0,"",0', '2026-03-03,0,,,,,7.5,"Resting pose",0', '2026-03-05,1,3,4.5,3,6,0,"",2', '2026-03-06,0,,,,,0,"",1']);
});

test("a view never leaves the days there are, however it is moved or zoomed", () => {
  assert.deepEqual(axis.moved(10, 20, -50, 0, 100), [0, 10]);
  assert.deepEqual(axis.moved(10, 20, 500, 0, 100), [90, 100]);
  assert.deepEqual(axis.zoomed(0, 100, 50, 0.5, 0, 100), [25, 75]);
  assert.deepEqual(axis.zoomed(40, 60, 50, 99, 0, 100), [0, 100]);
  const [from, to] = axis.zoomed(40, 44, 42, 0.01, 0, 100);
  assert.ok(Math.abs(to - from - 3) < 1e-9, "three days at least");
});

const plan = {
  enabled: true,
  slots: ["15:30", "10:30"],
  contexts: ["desk"],
  quietHours: { from: "21:00", to: "08:00" },
  zonePolicy: "FOLLOW_ME",
  caps: { perDay: 2, per7Days: 8, minGapMinutes: 180, afterPracticeMinutes: 120 },
  pausedUntil: null,
  slotRules: [{ slot: "10:30", days: ["monday"] }, { slot: "09:00", off: true }],
  quietDays: [{ days: ["saturday"], from: "23:00", to: "10:00" }, { days: ["sunday"] }],
  version: 4,
  asOf: "3:1",
};

test("quiet hours that span midnight belong to the day they begin on", () => {
  assert.deepEqual(plans.quietSpans(plan, "tuesday"), [[0, 480], [1260, 1440]]);
  assert.deepEqual(plans.quietSpans(plan, "saturday"), [[0, 480], [1380, 1440]]);
  assert.deepEqual(plans.quietSpans(plan, "sunday"), [[0, 600]], "Saturday's night, and none of its own");
  assert.deepEqual(plans.quietSpans(plan, "monday"), [[1260, 1440]], "Sunday has none that could last into it");
  assert.deepEqual(plans.quietSpans({ ...plan, quietHours: null, quietDays: [] }, "monday"), []);
});

test("a moment with days of its own comes on these alone", () => {
  assert.deepEqual(plans.slotsOf(plan, "monday"), ["15:30", "10:30"]);
  assert.deepEqual(plans.slotsOf(plan, "tuesday"), ["15:30"]);
});

test("where nudges go is sent as it was chosen, and all the ways are nothing to say", () => {
  const byMail = { ...plan, ...plans.withChannel({ ...plan, channels: { slots: ["e-mail", "client"] } }, "slots", "client", false) };
  assert.deepEqual(plans.toSend(byMail, 5).channels, { slots: ["e-mail"] });
  assert.deepEqual(plans.channelsOf(byMail, "triggers"), plans.CHANNELS);
  const both = plans.withChannel(byMail, "triggers", "studio", false);
  assert.deepEqual(both.channels, { slots: ["e-mail"], triggers: ["client", "web-push", "e-mail"] });
  const again = plans.withChannel({ ...plan, ...both }, "triggers", "studio", true);
  assert.deepEqual(again.channels, { slots: ["e-mail"] });
  assert.equal("channels" in plans.toSend({ ...plan, channels: {} }, 6), false);
});

test("a plan is sent whole under the next version, with no rule for a moment that is gone", () => {
  const sent = plans.toSend(plan, 5);
  assert.deepEqual(sent.slots, ["10:30", "15:30"]);
  assert.deepEqual(sent.slotRules, [{ slot: "10:30", days: ["monday"] }]);
  assert.equal(sent.version, 5);
  assert.equal("asOf" in sent, false);
  assert.equal("homeZone" in sent, false);
  const away = plans.toSend({ ...plan, zonePolicy: "HOME", homeZone: "Europe/Berlin" }, 6);
  assert.equal(away.homeZone, "Europe/Berlin", "what the page does not show is not lost by saving");
  assert.equal(plans.toSend({ ...plan, followRecords: true }, 7).followRecords, true);
  assert.deepEqual(plans.toSend({ ...plan, triggers: { stillMinutes: 60 } }, 8).triggers, { stillMinutes: 60 });
});

test("a moment's days are changed by hand, and what else its rule says stays", () => {
  const only = plans.withDays(plan, "15:30", ["tuesday", "monday"]);
  assert.deepEqual(only.find((rule) => rule.slot === "15:30"), { slot: "15:30", days: ["monday", "tuesday"] });
  assert.deepEqual(only.find((rule) => rule.slot === "10:30"), { slot: "10:30", days: ["monday"] });
  assert.deepEqual(plans.withDays(plan, "10:30", []).find((rule) => rule.slot === "10:30"), { slot: "10:30", off: true });
  assert.equal(plans.withDays(plan, "10:30", plans.DAYS).some((rule) => rule.slot === "10:30"), false, "on all days it needs no rule");
  const aimed = { ...plan, slotRules: [{ slot: "10:30", days: ["monday"], seconds: 60 }] };
  assert.deepEqual(plans.withDays(aimed, "10:30", plans.DAYS), [{ slot: "10:30", seconds: 60 }]);
  assert.deepEqual(plans.daysOf(plan, "15:30"), [...plans.DAYS]);
  assert.deepEqual(plans.daysOf(plan, "09:00"), []);
});

test("a moment that is moved takes its rule along, and one that is gone leaves none", () => {
  assert.deepEqual(plans.withSlot(plan, 1, "11:00"), { slots: ["15:30", "11:00"], slotRules: [{ slot: "11:00", days: ["monday"] }, { slot: "09:00", off: true }] });
  assert.deepEqual(plans.withSlot(plan, 1, undefined), { slots: ["15:30"], slotRules: [{ slot: "09:00", off: true }] });
  assert.deepEqual(plans.withSlot({ ...plan, slotRules: undefined }, 0, "16:00"), { slots: ["16:00", "10:30"] });
});

test("two plans that differ in the days of a moment differ in a line", () => {
  const one = plans.lines(plan);
  const other = plans.lines({ ...plan, slotRules: plans.withDays(plan, "10:30", ["friday"]) });
  assert.deepEqual(one.filter(([, value], at) => value !== other[at][1]), [["Days", "10:30: Mo"]]);
});

test("what two plans differ by is told, also where one has quiet days or asks for nudges after checks", () => {
  const lined = (one) => Object.fromEntries(plans.lines(one));
  assert.equal(lined(plan)["Quiet"], "21:00 to 08:00; Sa: 23:00 to 10:00; Su: never");
  assert.equal(lined({ ...plan, quietHours: null, quietDays: [] })["Quiet"], "never");
  assert.equal(lined(plan)["What else may bring one"], "none");
  assert.equal(lined({ ...plan, triggers: { stillMinutes: 60, lowVariety: true } })["What else may bring one"], "still for 60 minutes; Hardly a change in hours");
});

test("what may bring a nudge besides moments is asked for bit by bit, and is not in the plan once nothing is", () => {
  const asked = { ...plan, ...plans.withTriggers(plan, { stillMinutes: 60 }) };
  assert.deepEqual(asked.triggers, { stillMinutes: 60 });
  const both = { ...asked, ...plans.withTriggers(asked, { lowVariety: true }) };
  assert.deepEqual(both.triggers, { stillMinutes: 60, lowVariety: true });
  const none = { ...both, ...plans.withTriggers({ ...both, ...plans.withTriggers(both, { lowVariety: false }) }, { stillMinutes: undefined }) };
  assert.equal("triggers" in plans.toSend(none, 9), false);
});

test("a moment by a recurrence rule keeps it until days take its place", () => {
  const ruled = { ...plan, slotRules: [{ slot: "10:30", rule: "FREQ=MONTHLY;BYDAY=1MO", from: "2026-03-02", seconds: 60 }] };
  assert.deepEqual(plans.toSend(ruled, 9).slotRules, ruled.slotRules);
  assert.deepEqual(plans.lines(ruled).find(([name]) => name === "Days"), ["Days", "10:30: FREQ=MONTHLY;BYDAY=1MO (2026-03-02)"]);
  assert.deepEqual(plans.withDays(ruled, "10:30", ["monday"]), [{ slot: "10:30", seconds: 60, days: ["monday"] }]);
});

const { pairsOf } = await load("src/pairing.ts");

test("a pair is of one place of the region that was rated on both sides, newest first", () => {
  const practice = (id, before, after) => ({ id, localDate: "2026-03-02", record: { segments: [{ practice: "savasana" }], before, after } });
  const records = [
    practice("p-1", { tension: [{ region: "neck", value: 6 }, { region: "chest", value: 2 }] }, { tension: [{ region: "neck", side: "both", value: 3 }, { region: "chest", value: 1 }] }),
    practice("p-2", { tension: [{ region: "shoulder", side: "left", value: 5 }] }, { tension: [{ region: "shoulder", side: "right", value: 1 }] }),
    practice("p-3", { tension: [{ region: "upper-back", value: 4 }] }, { tension: [{ region: "upper-back", value: 4 }] }),
    practice("p-4", undefined, { tension: [{ region: "neck", value: 3 }] }),
  ];
  const told = (region) => pairsOf(records, region).map((pair) => [pair.place.region, pair.place.value, pair.after]);
  assert.deepEqual(told("primary"), [["upper-back", 4, 4], ["neck", 6, 3]]);
  assert.deepEqual(told("chest"), [["chest", 2, 1]]);
  assert.deepEqual(told("shoulder"), [], "another side is another place");
});

test("the days of a plan are named as notify-service names them", async () => {
  const { existsSync, readFileSync } = await import("node:fs");
  // built beside its sources, or from a copy under target/
  const published = ["../../../../notify-service", "../../../notify-service"].map((root) => `${root}/src/main/resources/org/paschima/notify/http/openapi.json`).find(existsSync);
  assert.ok(published, "the published document of notify-service");
  assert.deepEqual(plans.DAYS, JSON.parse(readFileSync(published, "utf8")).components.schemas.DayOfWeek.enum);
});

test("a refusal is told as the service has it to who reads English, and to others by its kind", () => {
  const problem = { title: "Some values are not valid", detail: "1 value", errors: [{ pointer: "/tension/0/value", detail: "value must be 0 to 10" }] };
  assert.equal(refusal.inWords(422, problem, "en"), "value must be 0 to 10");
  assert.equal(refusal.inWords(503, undefined, "en"), "The service answered 503.");
  assert.match(refusal.inWords(422, problem, "de"), /\/tension\/0\/value/);
  assert.doesNotMatch(refusal.inWords(422, problem, "de"), /must be/);
  const kinds = [401, 404, 412, 413, 429, 418].map((status) => refusal.inWords(status, problem, "de"));
  assert.equal(new Set(kinds).size, kinds.length);
});

test("what may bring a nudge besides the plan's moments is told while it may, and in no other case", () => {
  const now = { next: { localDate: "2026-03-02", slot: "10:30", instant: "2026-03-02T10:30:00+01:00" }, triggers: ["STATIC_BOUT", "LOW_VARIETY"], pause: null };
  assert.match(words.besides(now), /kept still for long, or few changes/);
  assert.match(words.besides({ ...now, triggers: ["STATIC_BOUT"] }), /kept still for long\.$/);
  assert.match(words.besides({ ...now, next: null, reason: "NO_SLOT", triggers: ["LOW_VARIETY"] }), /few changes over some hours\.$/);
  assert.equal(words.besides({ ...now, triggers: [] }), undefined);
  assert.equal(words.besides({ ...now, pause: { until: "2026-03-02T12:00:00Z", because: "SNOOZED" } }), undefined);
  for (const reason of ["CARE_HOLD", "NO_PROFILE", "NO_CONSENT", "OPTED_OUT", "PAUSED"]) assert.equal(words.besides({ ...now, next: null, reason }), undefined, reason);
});

test("why none is to come has words of its own for each reason", () => {
  const reasons = ["CARE_HOLD", "NO_PROFILE", "NO_CONSENT", "OPTED_OUT", "PAUSED", "NO_SLOT"];
  assert.equal(new Set(reasons.map(words.noNext)).size, reasons.length);
  assert.ok(reasons.every((reason) => words.noNext(reason) !== words.noNext(undefined)));
});
