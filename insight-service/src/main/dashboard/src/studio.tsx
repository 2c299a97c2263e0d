/** Studio: how a group is, week by week, and whether nudging does anything. What would tell of single members is hidden. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import type { Cohorts, CohortWeek, Groups as Named, NudgeEffect } from "./answers.ts";
import { Fold } from "./fold.tsx";
import { Webhooks } from "./hooks.tsx";
import { useLooked } from "./looked.ts";
import { Chips, Interval, Trouble } from "./parts.tsx";
import { decimal, type Key, number, say } from "./say.ts";
import { Cell, Stacked } from "./stacked.tsx";
import { hasWebhooks, type Seen } from "./state.ts";
import { shortDate } from "./words.ts";

const GROUP_NAME = /^[A-Za-z0-9._-]{1,64}$/;
/** Weekly means of tension, from none to the most. */
const CELLS = [0, 2, 4, 6, 8];
const OUTCOMES = [
  ["minutes", "studio.minutes"],
  ["tension", "studio.tension"],
] as const;

const group = signal("");
const outcome = signal<string>("minutes");

const WHOLE = "/v1/studio/cohorts";

export default function Studio(): JSX.Element {
  const whole = useLooked<Cohorts>("insight", WHOLE);
  return (
    <main id="main">
      <h1>{say("studio.title")}</h1>
      <Trouble age={whole?.at} />
      <Groups whole={whole} />
      <Effect />
      <Fold />
      {hasWebhooks.value && <Webhooks />}
    </main>
  );
}

function Groups({ whole }: { whole: Seen<Cohorts> | undefined }): JSX.Element {
  const seen = useLooked<Cohorts>("insight", `${WHOLE}${group.value === "" ? "" : `?group=${encodeURIComponent(group.value)}`}`);
  const named = useLooked<Named>("insight", "/v1/studio/groups");
  const names = new Set([...(named?.answer.items ?? []).map((each) => each.group), ...(group.value === "" ? [] : [group.value])]);
  const choices = [["", say("studio.whole")] as const, ...[...names].sort().map((name) => [name, name] as const)];
  return (
    <section aria-labelledby="groups-title">
      <h2 id="groups-title">{say("studio.groups")}</h2>
      <p>{say("studio.groups.meaning")}</p>
      {choices.length > 1 && <Chips name={say("studio.which")} chosen={group} choices={choices} />}
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          const named = String(new FormData(event.currentTarget).get("group") ?? "").trim();
          if (named === "" || GROUP_NAME.test(named)) group.value = named;
        }}
      >
        <label class="field">
          <span>{say("studio.group")}</span>
          <input type="text" name="group" defaultValue={group.value} maxLength={64} pattern="[A-Za-z0-9._\-]{1,64}" autocomplete="off" />
        </label>
        <button type="submit" class="choice last-line">
          {say("studio.look")}
        </button>
      </form>
      {seen !== undefined && <Weeks weeks={seen.answer.items} whole={group.value === "" ? undefined : whole?.answer.items} />}
    </section>
  );
}

/** @param whole the same weeks of the whole studio, to lay a group's beside */
function Weeks({ weeks, whole }: { weeks: readonly CohortWeek[]; whole: readonly CohortWeek[] | undefined }): JSX.Element {
  if (weeks.length === 0) return <p class="soft">{say("studio.noWeek")}</p>;
  const columns = [say("studio.week"), say("studio.members"), say("studio.mean"), ...(whole === undefined ? [] : [say("studio.meanOfWhole")]), ...CELLS.map(cellName)];
  return (
    <>
      <Stacked class="weeks" name={say("studio.table")} columns={columns}>
        {[...weeks].reverse().map((week) => (
          <Week key={week.week} week={week} beside={whole === undefined ? undefined : (whole.find((each) => each.week === week.week)?.mean ?? null)} />
        ))}
      </Stacked>
      <p class="soft small">
        <span class="hidden-cell sample" aria-hidden="true" /> {say("studio.hidden")}
      </p>
    </>
  );
}

function cellName(from: number): string {
  return say("studio.cell", { from, to: from + 2 });
}

/** @param beside the average of the whole studio, null where it is not told; undefined where it is the whole itself */
function Week({ week, beside }: { week: CohortWeek; beside: number | null | undefined }): JSX.Element {
  const days = (
    <th role="rowheader" scope="row">
      <span class="of" aria-hidden="true">
        {say("studio.week")}
      </span>
      {shortDate(week.from)}
      <span class="spoken"> {say("studio.until", { to: shortDate(week.to) })}</span>
    </th>
  );
  const compared = beside === undefined ? null : <Cell of={say("studio.meanOfWhole")}>{beside === null ? "–" : decimal(beside)}</Cell>;
  if (week.suppressed) {
    const untold = week.reason === "NOT_CLOSED" ? "soft" : "hidden-cell";
    return (
      <tr role="row">
        {days}
        <Cell span={compared === null ? CELLS.length + 2 : 2} class={untold}>
          <span class="plain">{say(week.reason === "NOT_CLOSED" ? "studio.notClosed" : "studio.hidden")}</span>
        </Cell>
        {compared}
        {compared !== null && <Cell span={CELLS.length} class={untold} />}
      </tr>
    );
  }
  return (
    <tr role="row">
      {days}
      <Cell of={say("studio.members")}>{number(week.members!)}</Cell>
      <Cell of={say("studio.mean")}>{decimal(week.mean!)}</Cell>
      {compared}
      {CELLS.map((from, step) => {
        const cell = week.cells?.find((each) => each.from === from);
        const look = cell === undefined ? "soft" : cell.suppressed === true ? "hidden-cell" : `chip-cell step-${step}`;
        return (
          <Cell key={from} of={cellName(from)} class={`count ${look}`}>
            {cell?.suppressed === true ? <span class="spoken">{say("studio.hidden")}</span> : number(cell?.members ?? 0)}
          </Cell>
        );
      })}
    </tr>
  );
}

function Effect(): JSX.Element {
  const seen = useLooked<NudgeEffect>("insight", `/v1/studio/nudge-effect?outcome=${outcome.value}`);
  return (
    <section class="card" aria-labelledby="effect-title">
      <h2 id="effect-title">{say("studio.effect")}</h2>
      <p class="soft">{say("studio.effect.meaning")}</p>
      <Chips name={say("studio.outcome")} chosen={outcome} choices={OUTCOMES.map(([id, name]) => [id, say(name)])} />
      {seen !== undefined && <Told effect={seen.answer} />}
    </section>
  );
}

function Told({ effect }: { effect: NudgeEffect }): JSX.Element {
  const { beta, low, high, members, availablePoints, period } = effect;
  if (beta === null || low === null || high === null) {
    return <p>{say(effect.reason === "NOT_ESTIMABLE" ? "studio.notEstimable" : "studio.notEnough")}</p>;
  }
  const told: Key = effect.outcome === "minutes" ? "studio.minutes.told" : "studio.tension.told";
  return (
    <>
      <Interval low={low} value={beta} high={high} />
      <p>{say(told, { beta: decimal(beta), low: decimal(low), high: decimal(high) })}</p>
      {members !== null && availablePoints !== null && (
        <p class="soft">
          {say("studio.of", { members, points: availablePoints })} {period != null && say("studio.period", { from: shortDate(period.from), to: shortDate(period.to) })}
        </p>
      )}
    </>
  );
}
