/**
 * What stands before everything else: care. An emergency takes the screen, in plain text, without network too; only the
 * member's own statement ends it.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Care } from "./answers.ts";
import { Act } from "./parts.tsx";
import { say } from "./say.ts";
import { config, entries, note, tell, today } from "./state.ts";

const STATEMENTS = [
  ["checked-by-professional", "care.checked"],
  ["gone-for-14-days", "care.gone"],
] as const;

function state(statement: string): void {
  void note(
    "symptom-report",
    {
      at: new Date().toISOString(),
      zone: today.value?.answer.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      statement,
    },
    say("care.thanks"),
  );
}

function Statements(): JSX.Element {
  const [wasPressed, setPressed] = useState(false);
  const isStated = wasPressed || entries.value.some(({ body, refused }) => body["statement"] !== undefined && refused === null);
  return (
    <div class="statements">
      {STATEMENTS.map(([statement, name]) => (
        <Act key={statement} class="choice" isOff={isStated} onAct={() => (setPressed(true), state(statement))}>
          {say(name)}
        </Act>
      ))}
      {isStated && <p>{say("care.stated")}</p>}
    </div>
  );
}

export function Emergency(props: { text: string }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const number = config.value?.emergencyNumber ?? "";
  return (
    <main id="main" class="emergency">
      <h1 ref={heading} tabIndex={-1}>
        {say("care.emergency")}
      </h1>
      <p class="large">{props.text}</p>
      {number !== "" && (
        <p class="large">
          {say("care.number")} <a class="call" href={`tel:${number.replaceAll(" ", "")}`}>{number}</a>
        </p>
      )}
      <Statements />
    </main>
  );
}

export function CareCard(props: { care: Care }): JSX.Element | null {
  const { hold, routine } = props.care;
  if (hold !== null) {
    return (
      <section class="card care" aria-labelledby="care-title">
        <h2 id="care-title">{say("care.hold")}</h2>
        <p>{hold.text}</p>
        <Statements />
      </section>
    );
  }
  if (routine === null) return null;
  return (
    <section class="card" aria-labelledby="care-title">
      <h2 id="care-title">{say("care.routine")}</h2>
      <p>{routine.text}</p>
      <ul>
        {routine.because.map((each) => (
          <li key={each.text}>{each.text}</li>
        ))}
      </ul>
      <Act
        class="choice"
        onAct={() =>
          void tell(
            "/v1/members/me/care/dismissal",
            routine.through === undefined ? {} : { through: routine.through },
            say("care.goingOn"),
          )
        }
      >
        {say("care.goOn")}
      </Act>
    </section>
  );
}
