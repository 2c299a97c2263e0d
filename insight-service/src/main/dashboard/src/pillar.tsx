/** The pillar: a plumb line for how posture was these days. Slouched leans one way, overdone the other; easy is a band. */
import type { JSX } from "preact";
import type { Axis, Today } from "./answers.ts";
import { type Key, say } from "./say.ts";
import { lean } from "./words.ts";

const DEGREES_A_STEP = 8;
/** Steps from the middle up to which it is easy. */
const EASY = 0.5;
const LENGTH = 110;

function end(steps: number): string {
  const angle = (steps * DEGREES_A_STEP * Math.PI) / 180;
  return `${(60 + LENGTH * Math.sin(angle)).toFixed(1)} ${(130 - LENGTH * Math.cos(angle)).toFixed(1)}`;
}

function wedge(from: number, to: number): string {
  return `M60 130L${end(from)}A${LENGTH} ${LENGTH} 0 0 1 ${end(to)}Z`;
}

function Plumb(props: { name: string; axis: Axis; sways: boolean; less: Key; more: Key; mirrored: boolean }): JSX.Element {
  const { signed, absolute } = props.axis;
  const turned = (steps: number): number => (props.mirrored ? -steps : steps);
  const words = lean(signed, props.less, props.more);
  const fan = props.sways && signed !== null && absolute !== null ? [turned(signed) - absolute, turned(signed) + absolute] : null;
  return (
    <figure class="plumb">
      <svg viewBox="0 0 120 140" aria-hidden="true">
        <path d={wedge(-EASY, EASY)} class="band" />
        {fan !== null && <path d={wedge(Math.max(-3, fan[0]!), Math.min(3, fan[1]!))} class="fan" />}
        <path d="M20 130H100" class="floor" />
        {signed !== null && <path d={`M60 130L${end(turned(signed))}`} class="line" />}
        <circle cx="60" cy="130" r="5" class="foot" />
      </svg>
      <figcaption>
        <span class="soft">{props.name}</span> {words}
        {fan !== null && say("pillar.sways")}
      </figcaption>
    </figure>
  );
}

export function Pillar(props: { posture: Today["posture"] }): JSX.Element {
  const { posture } = props;
  return (
    <section class="pillar" aria-labelledby="pillar-title">
      <h2 id="pillar-title">{say("pillar.title")}</h2>
      {posture.checks === 0 ? (
        <p class="soft">{say("pillar.empty")}</p>
      ) : (
        <>
          <div class="plumbs">
            <Plumb name={say("pillar.frontBack")} axis={posture.frontBack} sways={posture.oscillating} less="lean.slouched" more="lean.overdone" mirrored />
            <Plumb name={say("pillar.sideSide")} axis={posture.sideSide} sways={false} less="lean.left" more="lean.right" mirrored={false} />
          </div>
          {posture.text !== null && <p>{posture.text}</p>}
        </>
      )}
    </section>
  );
}
