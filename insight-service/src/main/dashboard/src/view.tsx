/** Which screen is shown: the address says it, so that back, reload and a kept link lead to it. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";

const SCREENS = [
  ["day", "My day", "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0M12 8v4l3 2"],
  ["trends", "Trends", "M4 18l5-6 4 3 7-9M4 21h16"],
  ["helps", "What helps", "M5 7h9M5 12h14M5 17h6"],
  ["nudges", "Nudges", "M6 17V11a6 6 0 0 1 12 0v6l2 1H4zM10 21h4"],
  ["me", "Me", "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M5 20c1-4 4-6 7-6s6 2 7 6"],
] as const;

export type View = (typeof SCREENS)[number][0];

function fromAddress(): View {
  const named = location.hash.slice(1);
  return SCREENS.find(([id]) => id === named)?.[0] ?? "day";
}

export const view = signal<View>(fromAddress());

/** After the way back from the issuer, whose address names no screen until the one that was left is put back. */
export function returned(): void {
  view.value = fromAddress();
}

addEventListener("hashchange", () => {
  const next = fromAddress();
  if (next === view.value) return;
  view.value = next;
  scrollTo(0, 0);
  // who cannot see the page change is where the new screen begins
  requestAnimationFrame(() => {
    const heading = document.querySelector<HTMLElement>("main h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  });
});

export function Navigation(): JSX.Element {
  return (
    <nav class="tabs" aria-label="Screens">
      {SCREENS.map(([id, name, shape]) => (
        <a key={id} href={`#${id}`} aria-current={view.value === id ? "page" : undefined}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={shape} />
          </svg>
          <span>{name}</span>
        </a>
      ))}
    </nav>
  );
}
