/** A secret as it is shown to who just had it made. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { JSX } from "preact";
import { Act } from "./parts.tsx";
import { say } from "./say.ts";

/** A secret that was just made. It is held by what shows it and by nothing else, and gone with it. */
export interface Fresh {
  name: string;
  secret: string;
  /** What becomes of the former one, where there was one. */
  former?: string;
}

/** The secret, this once: nobody can have it shown again. */
export function SecretOnce(props: { fresh: Fresh; level: "h3" | "h4"; onAway: () => void }): JSX.Element {
  const { name, secret, former } = props.fresh;
  const heading = useRef<HTMLHeadingElement>(null);
  const isCopied = useSignal<boolean | undefined>(undefined);
  const Heading = props.level;
  useLayoutEffect(() => {
    isCopied.value = undefined;
    heading.current?.focus();
  }, [secret]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(secret); // a page that came by plain http has no clipboard
      isCopied.value = true;
    } catch {
      isCopied.value = false;
    }
  }

  return (
    <section class="card warm secret" aria-labelledby="secret-title">
      <Heading id="secret-title" ref={heading} tabIndex={-1}>
        {say("hooks.secret", { name })}
      </Heading>
      <p>
        <code>{secret}</code>
      </p>
      <p>
        {say("hooks.secret.once")} {former}
      </p>
      <div class="choices">
        <Act class="choice" onAct={() => void copy()}>
          {say("hooks.secret.copy")}
        </Act>
        <Act class="choice" onAct={props.onAway}>
          {say("hooks.secret.away")}
        </Act>
      </div>
      <p role="status">{isCopied.value !== undefined && say(isCopied.value ? "hooks.secret.copied" : "hooks.secret.notCopied")}</p>
    </section>
  );
}
