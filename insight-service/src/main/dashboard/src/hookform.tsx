/**
 * The form of a webhook. The service judges what is in it; what it refuses is said at the field that it names, in the page's own
 * words, as the service's are for who writes a client.
 */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ComponentChildren, JSX } from "preact";
import type { Webhook } from "./answers.ts";
import { isForNow, Refused } from "./api.ts";
import { kind, KINDS, lines, type Wanted, wantedOf } from "./hook.ts";
import { isChanged, look } from "./hookstore.ts";
import { Act } from "./parts.tsx";
import { fieldsNamed } from "./refusal.ts";
import { say } from "./say.ts";
import { failed, trouble } from "./state.ts";

const FIELDS = ["name", "address", "kinds"] as const;
type Field = (typeof FIELDS)[number];

interface Filling {
  /** Tells the forms of one page apart. */
  id: string;
  start: Wanted;
  keep: string;
  /** Sends it; a refusal is the form's to show. @param over what it takes the place of, once somebody else has changed it */
  onSend: (wanted: Wanted, over: Webhook | undefined) => Promise<void>;
  /** What holds now, after somebody else changed it. */
  onStale?: () => Promise<Webhook | undefined>;
  /** Leaves it as somebody else made it. */
  onLeave?: () => void;
  /** More fields, for what is only changed. */
  more?: boolean;
}

export function HookForm(props: Filling): JSX.Element {
  const { id } = props;
  const wanted = useSignal(props.start);
  const wrong = useSignal<readonly Field[]>([]);
  const problem = useSignal("");
  const theirs = useSignal<Webhook | undefined>(undefined);
  const isBusy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const { name, address, kinds, late, enabled } = wanted.value;

  function change(by: Partial<Wanted>): void {
    wanted.value = { ...wanted.value, ...by };
  }

  async function send(): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    wrong.value = [];
    problem.value = "";
    try {
      await props.onSend({ ...wanted.value, name: name.trim(), address: address.trim() }, theirs.value);
    } catch (failure) {
      await told(failure);
    } finally {
      isBusy.value = false;
    }
  }

  async function told(failure: unknown): Promise<void> {
    if (isChanged(failure) && props.onStale !== undefined) theirs.value = await props.onStale();
    else if (failure instanceof Refused && !isForNow(failure)) {
      wrong.value = fieldsNamed(failure.problem, FIELDS);
      if (wrong.value.length === 0) problem.value = failure.status === 409 ? say("hooks.enough") : failure.message;
    } else {
      failed(failure);
      problem.value = trouble.value ?? "";
      await look(); // it may have been done, and only its answer be lost
    }
  }

  useLayoutEffect(() => {
    if (wrong.value.length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [wrong.value]);

  const marks = (field: Field): { "aria-invalid": boolean; "aria-describedby": string | undefined } => {
    const isWrong = wrong.value.includes(field);
    return { "aria-invalid": isWrong, "aria-describedby": isWrong ? `${id}-${field}` : undefined };
  };
  const why = (field: Field): ComponentChildren =>
    wrong.value.includes(field) && (
      <p id={`${id}-${field}`} class="wrong" role="alert">
        {say(`hooks.wrong.${field}`)}
      </p>
    );
  return (
    <form
      ref={form}
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label class="field">
        <span>{say("hooks.name")}</span>
        <input type="text" maxLength={100} value={name} {...marks("name")} onInput={(event) => change({ name: event.currentTarget.value })} />
      </label>
      {why("name")}
      <label class="field">
        <span>{say("hooks.address")}</span>
        <input type="url" maxLength={1_024} value={address} {...marks("address")} onInput={(event) => change({ address: event.currentTarget.value })} />
      </label>
      {why("address")}
      <fieldset class="kinds">
        <legend>{say("hooks.kinds")}</legend>
        <div class="chips">
          {[...new Set([...KINDS, ...kinds])].map((each, at) => (
            <label key={each} class="chip-choice">
              <input
                type="checkbox"
                checked={kinds.includes(each)}
                {...(at === 0 ? marks("kinds") : {})}
                onChange={(event) => change({ kinds: event.currentTarget.checked ? [...kinds, each] : kinds.filter((other) => other !== each) })}
              />
              <span>{kind(each)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {why("kinds")}
      <Switch name={say("hooks.late")} isOn={late === "send"} onChange={(isOn) => change({ late: isOn ? "send" : "skip" })} />
      {props.more === true && <Switch name={say("hooks.enabled")} isOn={enabled} onChange={(isOn) => change({ enabled: isOn })} />}
      {theirs.value !== undefined && <Theirs mine={wanted.value} theirs={wantedOf(theirs.value)} />}
      {problem.value !== "" && <p role="alert">{problem.value}</p>}
      <div class="choices">
        <Act class="choice" isOff={isBusy.value}>
          {theirs.value === undefined ? props.keep : say("hooks.keepMine")}
        </Act>
        {theirs.value !== undefined && (
          <Act class="choice" onAct={props.onLeave!}>
            {say("hooks.leave")}
          </Act>
        )}
      </div>
    </form>
  );
}

function Switch(props: { name: string; isOn: boolean; onChange: (isOn: boolean) => void }): JSX.Element {
  return (
    <label class="switch">
      <input type="checkbox" checked={props.isOn} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      <span>{props.name}</span>
    </label>
  );
}

/** What somebody else made of it; what differs from what is in the form stands out. */
function Theirs({ mine, theirs }: { mine: Wanted; theirs: Wanted }): JSX.Element {
  const own = lines(mine);
  return (
    <>
      <p role="alert">{say("hooks.both")}</p>
      <table class="both">
        <caption>{say("hooks.now")}</caption>
        <tbody>
          {lines(theirs).map(([name, value], at) => (
            <tr key={name} class={value === own[at]![1] ? "" : "differs"}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
