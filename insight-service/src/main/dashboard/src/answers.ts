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
  next: { slot: string; localDate: string } | null;
  reason?: string;
  lastDecision: { text: string } | null;
  pause: { until: string; because: string } | null;
  care: Care;
}

export interface Problem {
  title: string;
  detail?: string;
  errors?: { pointer?: string; parameter?: string; detail: string }[];
}
