/** Which screen is shown: the address says it, so that back, reload and a kept link lead to it. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { say } from "./say.ts";
import { type Role, role } from "./state.ts";

const SCREENS = [
  ["day", "screen.day", "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0M12 8v4l3 2"],
  ["trends", "screen.trends", "M4 18l5-6 4 3 7-9M4 21h16"],
  ["helps", "screen.helps", "M5 7h9M5 12h14M5 17h6"],
  ["nudges", "screen.nudges", "M6 17V11a6 6 0 0 1 12 0v6l2 1H4zM10 21h4"],
  ["studio", "screen.studio", "M4 20V9l8-5 8 5v11M9 20v-6h6v6"],
  ["me", "screen.me", "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M5 20c1-4 4-6 7-6s6 2 7 6"],
] as const;

export type View = (typeof SCREENS)[number][0];

/** Which screens there are for whom: nothing is linked that somebody may not look at. */
const OF_ROLE: Record<Role, readonly View[]> = {
  member: ["day", "trends", "helps", "nudges", "me"],
  staff: ["studio"],
  both: ["day", "trends", "helps", "nudges", "studio", "me"],
};

function fromAddress(): View {
  const there = OF_ROLE[role.value];
  return there.find((id) => id === location.hash.slice(1)) ?? there[0]!;
}

export const view = signal<View>(fromAddress());

/** After the way back from the issuer, whose address names no screen until the one that was left is put back. */
export function returned(): void {
  view.value = fromAddress();
}

let isOnTheWay = false;

addEventListener("hashchange", () => {
  const next = fromAddress();
  if (next === view.value) return;
  isOnTheWay = true;
  view.value = next;
  scrollTo(0, 0);
});

/** The screen that was gone to is there: who cannot see the page change is where it begins. */
export function arrived(): void {
  if (!isOnTheWay) return;
  isOnTheWay = false;
  const heading = document.querySelector<HTMLElement>("main h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** Nothing where there is one screen alone. */
export function Navigation(): JSX.Element | null {
  const there = SCREENS.filter(([id]) => OF_ROLE[role.value].includes(id));
  if (there.length === 1) return null;
  return (
    <nav class="tabs" aria-label={say("screens")}>
      {there.map(([id, name, shape]) => (
        <a key={id} href={`#${id}`} aria-current={view.value === id ? "page" : undefined}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={shape} />
          </svg>
          <span>{say(name)}</span>
        </a>
      ))}
    </nav>
  );
}
