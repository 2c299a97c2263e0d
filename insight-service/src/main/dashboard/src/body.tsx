/** The body as buttons: from behind, or from the front. Each says its tension by digit, by lightness and by a hatch. */
import { signal } from "@preact/signals";
import type { JSX, TargetedKeyboardEvent } from "preact";
import type { OfRegion, Side } from "./answers.ts";
import { decimal, say } from "./say.ts";
import { ageInDays, regionName } from "./words.ts";

interface Part {
  region: string;
  side: Side;
  /** Where its digit stands. */
  x: number;
  y: number;
  shape: string;
}

const BACK: readonly Part[] = [
  { region: "head", side: "both", x: 150, y: 46, shape: "M150 12c21 0 34 15 34 36s-14 37-34 37-34-16-34-37 13-36 34-36z" },
  { region: "neck", side: "both", x: 150, y: 104, shape: "M132 84h36v30c4 7 10 10 18 12h-72c8-2 14-5 18-12z" },
  { region: "shoulder", side: "left", x: 78, y: 152, shape: "M112 129c-34 5-58 20-60 53l48-8 20-44z" },
  { region: "shoulder", side: "right", x: 222, y: 152, shape: "M188 129c34 5 58 20 60 53l-48-8-20-44z" },
  { region: "shoulder-blade", side: "left", x: 115, y: 186, shape: "M123 132l20 2v70l-28 22c-12-14-17-30-12-50z" },
  { region: "shoulder-blade", side: "right", x: 185, y: 186, shape: "M177 132l-20 2v70l28 22c12-14 17-30 12-50z" },
  { region: "upper-back", side: "both", x: 150, y: 246, shape: "M146 134h8v72l30 24c3 20 2 38-2 52h-64c-4-14-5-32-2-52l30-24z" },
];

const FRONT: readonly Part[] = [
  { region: "head", side: "both", x: 150, y: 46, shape: BACK[0]!.shape },
  { region: "neck", side: "both", x: 150, y: 104, shape: BACK[1]!.shape },
  { region: "shoulder", side: "right", x: 78, y: 152, shape: BACK[2]!.shape },
  { region: "shoulder", side: "left", x: 222, y: 152, shape: BACK[3]!.shape },
  { region: "chest", side: "both", x: 150, y: 190, shape: "M123 132h54l20 44c4 22 0 42-6 60h-82c-6-18-10-38-6-60z" },
];

const OUTLINE =
  "M150 8c25 0 40 18 40 41 0 15-6 28-16 36v24c5 8 14 11 26 14 37 9 54 28 57 66l9 112h-34l-10-92-14 20c-3 40-1 76 4 116H88c5-40 7-76 4-116l-14-20-10 92H34l9-112c3-38 20-57 57-66 12-3 21-6 26-14V85c-10-8-16-21-16-36 0-23 15-41 40-41z";

/** Five steps of falling lightness (0–1, 2–3, 4–5, 6–7, 8–10). */
export function step(value: number): number {
  return Math.min(4, Math.floor(value / 2));
}

/** What was reported of a place last: of its side, or of both sides at once. */
export function lastOf(regions: readonly OfRegion[], region: string, side: Side): OfRegion | undefined {
  return regions
    .filter((each) => each.region === region && (each.side === side || each.side === "both"))
    .sort((one, other) => Date.parse(other.latest.at) - Date.parse(one.latest.at))[0];
}

export function told(part: { region: string; side: Side }, last: OfRegion | undefined): string {
  const name = regionName(part.region, part.side);
  if (last === undefined) return say("body.unknown", { name });
  const known = { name, value: last.latest.value, ago: ageInDays(last.latest.daysAgo) };
  return last.level.value === null ? say("body.known", known) : say("body.knownLevel", { ...known, level: decimal(last.level.value) });
}

const isFront = signal(false);
const focused = signal(0);

export function Body(props: { regions: readonly OfRegion[]; onChoose: (region: string, side: Side) => void }): JSX.Element {
  const parts = isFront.value ? FRONT : BACK;
  const current = Math.min(focused.value, parts.length - 1);

  function walk(event: TargetedKeyboardEvent<SVGGElement>, at: number): void {
    const part = parts[at]!;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      props.onChoose(part.region, part.side);
      return;
    }
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = (at + by + parts.length) % parts.length;
    focused.value = next;
    const all = event.currentTarget.parentElement?.querySelectorAll<SVGGElement>("[role=button]");
    all?.[next]?.focus();
  }

  return (
    <section class="body" aria-labelledby="body-title">
      <div class="row">
        <h2 id="body-title">{say(isFront.value ? "body.front" : "body.behind")}</h2>
        <button type="button" class="quiet" onClick={() => (isFront.value = !isFront.value)}>
          {say(isFront.value ? "body.showBack" : "body.showFront")}
        </button>
      </div>
      <svg viewBox="0 0 300 330" class="figure" role="group" aria-label={say("body.label")}>
        <defs>
          {[1, 2, 3, 4].map((each) => (
            <pattern key={each} id={`hatch-${each}`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0V8" class="hatch" stroke-width={each} />
            </pattern>
          ))}
        </defs>
        <path d={OUTLINE} class="outline" />
        {parts.map((part, at) => {
          const last = lastOf(props.regions, part.region, part.side);
          const level = last === undefined ? undefined : step(last.latest.value);
          return (
            <g
              key={`${part.region} ${part.side}`}
              role="button"
              tabIndex={at === current ? 0 : -1}
              aria-label={say("body.note", { told: told(part, last) })}
              class={`part ${level === undefined ? "unknown" : `step-${level}`}`}
              onClick={() => props.onChoose(part.region, part.side)}
              onFocus={() => (focused.value = at)}
              onKeyDown={(event) => walk(event, at)}
            >
              <path d={part.shape} class="shape" />
              {level !== undefined && level > 0 && <path d={part.shape} fill={`url(#hatch-${level})`} class="over" />}
              {last !== undefined && (
                <>
                  <circle cx={part.x} cy={part.y} r="13" class="disc" />
                  <text x={part.x} y={part.y + 5} text-anchor="middle" class="digit">
                    {last.latest.value}
                  </text>
                </>
              )}
              <path d={part.shape} class="ring" />
            </g>
          );
        })}
      </svg>
      {props.regions.length === 0 && <p class="empty">{say("body.empty")}</p>}
    </section>
  );
}

/** The same in words: what was noted last, newest first. */
export function RegionList(props: { regions: readonly OfRegion[] }): JSX.Element | null {
  if (props.regions.length === 0) return null;
  const sorted = [...props.regions].sort((one, other) => Date.parse(other.latest.at) - Date.parse(one.latest.at));
  return (
    <section aria-labelledby="noted-title">
      <h2 id="noted-title">{say("noted.title")}</h2>
      <ul class="noted">
        {sorted.map((each) => (
          <li key={`${each.region} ${each.side}`}>
            <span class={`chip step-${step(each.latest.value)}`}>{each.latest.value}</span>
            <span class="name">{regionName(each.region, each.side)}</span>
            <span class="soft">
              {ageInDays(each.latest.daysAgo)}
              {each.level.value !== null && ` · ${say("noted.level", { level: decimal(each.level.value) })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
