/** What is done with a webhook besides looking at it. Each deed is folded away until somebody wants it. */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { JSX } from "preact";
import type { Webhook } from "./answers.ts";
import { HookForm } from "./hookform.tsx";
import { madeFrom, NEW, tagOf, wantedOf } from "./hook.ts";
import { askHook, hooks, isChanged, isGone, type Known, look } from "./hookstore.ts";
import type { Fresh } from "./hooksecret.tsx";
import { Act, Choosing } from "./parts.tsx";
import { say } from "./say.ts";
import { announced, failed } from "./state.ts";
import { moment } from "./words.ts";

/** Opens by its heading, and closes with the focus there. */
function Unfolding(props: { title: string; children: (close: () => void) => JSX.Element }): JSX.Element {
  const isOpen = useSignal(false);
  const details = useRef<HTMLDetailsElement>(null);
  function close(): void {
    const it = details.current!;
    if (it.contains(document.activeElement)) it.querySelector("summary")!.focus();
    it.open = false;
  }
  return (
    <details ref={details} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>{props.title}</summary>
      {isOpen.value && props.children(close)}
    </details>
  );
}

export function Registering({ onSecret }: { onSecret: (fresh: Fresh) => void }): JSX.Element {
  return (
    <Unfolding title={say("hooks.register")}>
      {(close) => (
        <HookForm
          id="new"
          start={NEW}
          keep={say("hooks.add")}
          onSend={async (wanted) => {
            const { name, secret } = await askHook<Webhook & { secret: string }>("POST", undefined, wanted);
            close();
            onSecret({ name, secret });
            await look();
          }}
        />
      )}
    </Unfolding>
  );
}

/** What is changed is what was there when it was opened, whatever is heard of it meanwhile. */
export function Changing({ hook, onTold }: { hook: Known; onTold: (what: string) => void }): JSX.Element {
  return <Unfolding title={say("hooks.change")}>{(close) => <Change hook={hook} close={close} onTold={onTold} />}</Unfolding>;
}

function Change({ hook, close, onTold }: { hook: Known; close: () => void; onTold: (what: string) => void }): JSX.Element {
  const { current: base } = useRef<Webhook>(hook);

  function done(what: string): void {
    close();
    onTold(what);
  }

  return (
    <HookForm
      id={hook.id}
      start={wantedOf(base)}
      keep={say("hooks.keep")}
      more
      onSend={async (wanted, over) => {
        try {
          await askHook("PUT", hook.id, wanted, tagOf(over ?? madeFrom(base, hook)));
        } catch (failure) {
          if (await isGone(failure)) return;
          throw failure;
        }
        done(say("hooks.kept"));
        await look();
      }}
      onStale={async () => {
        await look();
        return hooks.value?.find(({ id }) => id === hook.id);
      }}
      onLeave={() => done(say("hooks.left"))}
    />
  );
}

const OVERLAPS = [0, 24, 168] as const;
const USUAL_OVERLAP = 24;

export function Renewing(props: { hook: Known; onSecret: (fresh: Fresh) => void; onTold: (what: string) => void }): JSX.Element {
  const { hook } = props;
  const hours = useSignal<(typeof OVERLAPS)[number]>(USUAL_OVERLAP);
  const isBusy = useSignal(false);

  async function renew(close: () => void): Promise<void> {
    isBusy.value = true;
    try {
      const { secret, formerSignsUntil } = await askHook<{ secret: string; formerSignsUntil: string }>("POST", `${hook.id}/secret`, { overlapHours: hours.value }, tagOf(hook));
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      close();
      props.onSecret({ name: hook.name, secret, former: hours.value === 0 ? say("hooks.secret.ended") : say("hooks.secret.until", { when: moment(formerSignsUntil, zone) }) });
      await look();
    } catch (failure) {
      if (isChanged(failure)) {
        props.onTold(say("hooks.renew.changed"));
        await look();
      } else if (!(await isGone(failure))) failed(failure);
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <Unfolding title={say("hooks.renew")}>
      {(close) => (
        <div class="fields">
          <Choosing name={say("hooks.renew.overlap")} chosen={hours} choices={OVERLAPS} named={(each) => say(`hooks.overlap.${each}`)} />
          <Act class="choice last-line" isOff={isBusy.value} onAct={() => void renew(close)}>
            {say("hooks.renew.now")}
          </Act>
        </div>
      )}
    </Unfolding>
  );
}

export function Removing({ hook }: { hook: Known }): JSX.Element {
  const isBusy = useSignal(false);

  async function remove(): Promise<void> {
    isBusy.value = true;
    try {
      await askHook("DELETE", hook.id);
      announced.value = say("hooks.removed");
      await look();
    } catch (failure) {
      if (!(await isGone(failure))) failed(failure);
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <Unfolding title={say("hooks.remove")}>
      {(close) => (
        <>
          <p>{say("hooks.remove.sure", { name: hook.name })}</p>
          <div class="choices">
            <Act class="choice" isOff={isBusy.value} onAct={() => void remove()}>
              {say("hooks.remove.yes")}
            </Act>
            <Act class="choice" onAct={close}>
              {say("hooks.remove.no")}
            </Act>
          </div>
        </>
      )}
    </Unfolding>
  );
}
