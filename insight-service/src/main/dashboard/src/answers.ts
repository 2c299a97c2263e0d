/** What the services answer, as far as the page reads it. */
export type Side = "left" | "right" | "both";

export interface OfRegion {
  region: string;
  side: Side;
  latest: { value: number; at: string; localDate: string; daysAgo: number };
  level: { value: number | null; effectiveReports: number };
}

export interface Axis {
  signed: number | null;
  absolute: number | null;
}

export interface Practice {
  id: string;
  practice: string;
  minutes: number;
  context: string;
}

export interface Today {
  localDate: string;
  zone: string;
  dayStart: string;
  regions: OfRegion[];
  posture: {
    frontBack: Axis;
    sideSide: Axis;
    oscillating: boolean;
    checks: number;
    text: string | null;
  };
  practices: Practice[];
  text: string;
  asOf: string;
}

export interface Nudge {
  nudgeId: string;
  validUntil: string;
  content: { practice: string; cues: string[]; minutes: number; context: string; title: string; text: string };
}

export interface Care {
  hold: { tier: "EMERGENCY" | "URGENT"; text: string } | null;
  routine: { text: string; through?: string; because: { text: string }[] } | null;
}

export interface Now {
  open: Nudge | null;
  /** `instant` has the wall time of the zone that it names, and is later than `slot` where a meeting put it off. */
  next: { slot: string; localDate: string; instant: string } | null;
  reason?: string;
  /** What may bring one besides, at a time that is not known beforehand. */
  triggers?: ("STATIC_BOUT" | "LOW_VARIETY")[];
  lastDecision: { text: string } | null;
  pause: { until: string; because: string } | null;
  care: Care;
  asOf: string;
}

export interface Problem {
  title: string;
  detail?: string;
  errors?: { pointer?: string; parameter?: string; detail: string }[];
}

/** Of each day from the first asked for to the last one entry; null where nothing is known. */
export interface SeriesColumns {
  region: string;
  n: number[];
  mean: (number | null)[];
  value: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
}

export interface TrendColumns {
  from: string;
  to: string;
  series: SeriesColumns[];
  /** Minutes by day, of each practice that there was. */
  practices: { practice: string; minutes: number[] }[];
  /** Days on which the nudge plan changed. */
  plan: { localDate: string; changes: number }[];
}

export interface Verdict {
  n?: number;
  text: string;
}

export interface Patterns {
  timeOfDay: { text: string; cells: { fromHour: number; toHour: number; n: number; shrunk: number | null }[] };
  weekday: { text: string; cells: { weekday: string; n: number; shrunk: number | null }[] };
}

export interface Helps {
  moment: string;
  items: { id: string; pairs: number; days: number; shrunk: number | null; low: number | null; high: number | null; words: string; text: string }[];
  ranking: string;
}

export interface Receipt {
  decisionId: string;
  slot: string;
  localDate: string;
  action: "SENT" | "WITHHELD";
  text: string;
}

export interface QuietHours {
  from: string;
  to: string;
}

export interface SlotRule {
  slot: string;
  days?: string[];
  /** A recurrence rule of RFC 5545 in place of days, and its first date. */
  rule?: string;
  from?: string;
  off?: boolean;
}

export interface Away {
  from: string;
  to: string;
}

export interface Profile {
  zone: string;
  dayStart?: string;
  language?: string;
  restDays?: string[];
  away?: Away[];
  version: number;
}

/** Where nudges may go. */
export type Channel = "client" | "studio" | "web-push" | "e-mail";

export interface Plan {
  enabled: boolean;
  slots: string[];
  contexts: string[];
  quietHours: QuietHours | null;
  zonePolicy: string;
  caps: { perDay: number; per7Days: number; minGapMinutes: number; afterPracticeMinutes: number };
  pausedUntil: string | null;
  slotRules?: SlotRule[];
  quietDays?: { days: string[]; from?: string; to?: string }[];
  homeZone?: string;
  followRecords?: boolean;
  triggers?: { stillMinutes?: number; lowVariety?: boolean };
  channels?: { slots?: Channel[]; triggers?: Channel[] };
  version: number;
}

/** Where a digest of nudges goes by e-mail; an address is written to once its owner confirmed it. */
export interface NudgeMail {
  /** Whether the service sends mail at all. */
  offered: boolean;
  confirmed: { address: string; hours: string[]; endedAt: string | null; endedBecause: "unsubscribed" | "refused" | null } | null;
  unconfirmed: { address: string; hours: string[]; askedAt: string } | null;
}

export interface Settings {
  profile: Profile | null;
  consents: { tracking: boolean; nudging: boolean; research: boolean; teacher: boolean; version: number } | null;
}

export interface Rated {
  region: string;
  side?: Side;
  value: number;
}

export interface PractisedRecord {
  id: string;
  localDate: string;
  record: { segments?: { practice: string }[]; before?: { tension?: Rated[] }; after?: { tension?: Rated[] } };
}

export interface Trial {
  id: string;
  endedAt?: string | null;
}

export interface TrialOutcome extends Trial {
  draws: { practice: string; standsUntil: string }[];
  arms: { practice: string; draws: number; pairs: number; meanChange?: number | null }[];
  text: string;
}

export interface CohortWeek {
  week: string;
  from: string;
  to: string;
  suppressed: boolean;
  reason?: "NOT_CLOSED" | "PRIVACY_FLOOR";
  members?: number;
  mean?: number;
  cells?: { from: number; to: number; members?: number; suppressed?: true }[];
}

export interface Cohorts {
  items: CohortWeek[];
}

/** Those that there are numbers of. */
export interface Groups {
  items: { group: string; weeks: number }[];
}

export interface StudioFold {
  foldedTo: string;
  behindSeconds: number;
  parked: { count: number; isMore: boolean; latest: string | null; reasons: ("UNREADABLE" | "INVALID" | "TOO_LARGE" | "UNKNOWN_TYPE" | "DAY_FULL")[] };
}

export interface NudgeEffect {
  outcome: "minutes" | "tension";
  period?: { from: string; to: string } | null;
  beta: number | null;
  low: number | null;
  high: number | null;
  members: number | null;
  availablePoints: number | null;
  reason?: "NOT_ENOUGH_DATA" | "NOT_ESTIMABLE";
}

/** A webhook of the studio's, without its secret. */
export interface Webhook {
  id: string;
  name: string;
  address: string;
  kinds: string[];
  /** What becomes of a nudge that is over before it could be told: skip, or send. */
  late: string;
  enabled: boolean;
  revision: string;
  state: { name: "ACTIVE" | "RESTING" | "GONE" | "OFF"; failures: number; nextTrialAt: string | null };
  deliveredAt: string | null;
  waiting: number;
}

export type WebhookOutcome = "DELIVERED" | "REFUSED" | "GONE" | "TIMED_OUT" | "UNREACHABLE" | "NOT_ALLOWED" | "NOT_TRIED" | "LEFT_OUT" | "GIVEN_UP";

export interface WebhookAttempt {
  messageId: string;
  type: string;
  at: string;
  attempt: number;
  outcome: WebhookOutcome;
  status: number | null;
  tookMs: number;
  retryAt: string | null;
}
