/**
 * Which screen is shown. My day is part of the page's own script; each other one is a script of its own, fetched when somebody
 * first looks at it. The worker keeps all of them with the page, so that they open without network too.
 */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ComponentType, JSX } from "preact";
import { Day } from "./day.tsx";
import { say } from "./say.ts";
import { arrived, view, type View } from "./view.tsx";

const there = signal<ReadonlyMap<View, ComponentType>>(new Map([["day", Day]]));
/** The one that could not be had. */
const missing = signal<View | undefined>(undefined);

async function open(id: View): Promise<void> {
  missing.value = undefined;
  try {
    // the page is told by its own document where they are
    const script = (await import(document.getElementById("app")!.dataset[id]!)) as { default: ComponentType };
    there.value = new Map(there.value).set(id, script.default);
  } catch {
    if (await isOlder()) location.reload();
    else missing.value = id;
  }
}

/** Whether another release is served meanwhile: what this one is made of may be gone there, so the page is loaded anew where it is. */
async function isOlder(): Promise<boolean> {
  try {
    const answer = await fetch("/", { cache: "no-store" });
    return answer.ok && !(await answer.text()).includes(new URL(import.meta.url).pathname);
  } catch {
    return false;
  }
}

export function Screen(): JSX.Element {
  const id = view.value;
  const Found = there.value.get(id);
  const isMissing = missing.value === id;
  useEffect(() => {
    if (Found === undefined) void open(id);
  }, [id]);
  useEffect(() => {
    if (Found !== undefined || isMissing) arrived();
  }, [id, Found, isMissing]);
  if (Found !== undefined) return <Found />;
  if (!isMissing) return <main id="main" aria-busy="true" />;
  return (
    <main id="main">
      <h1>{say(`screen.${id}`)}</h1>
      <section class="card">
        <p role="alert">{say("screens.missing")}</p>
        <button type="button" class="choice" onClick={() => location.reload()}>
          {say("app.tryAgain")}
        </button>
      </section>
    </main>
  );
}
