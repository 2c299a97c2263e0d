/** The frame of the page: who is here, what can be taken back, and what is said to who cannot see it change. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { Breathe } from "./breathe.tsx";
import { Check } from "./check.tsx";
import { Emergency } from "./care.tsx";
import { Act } from "./parts.tsx";
import { say } from "./say.ts";
import { Screen } from "./screens.tsx";
import { Navigation, view } from "./view.tsx";
import { signIn, signOut } from "./session.ts";
import { announced, config, forget, isKnown, needsSignIn, now, refused, undo, undoable, waiting } from "./state.ts";

/** Why the page cannot begin at all. */
export const broken = signal<string | undefined>(undefined);
const leaving = signal(false);

export function App(): JSX.Element {
  if (broken.value !== undefined) {
    return (
      <main id="main" class="alone">
        <h1>Paschima</h1>
        <p>{broken.value}</p>
        <button type="button" class="primary" onClick={() => location.reload()}>
          {say("app.tryAgain")}
        </button>
      </main>
    );
  }
  const hold = now.value?.answer.care.hold;
  if (hold?.tier === "EMERGENCY") return <Emergency text={hold.text} />;
  if (!isKnown()) return <Welcome />;
  return (
    <>
      <header class="top">
        <span class="brand">Paschima</span>
        <span class="row">
          {waiting.value > 0 && view.value !== "day" && <span class="pending">{say("waiting.count", { count: waiting.value })}</span>}
          {needsSignIn.value && (
            <button type="button" class="choice" onClick={() => void begin()}>
              {say("app.signInAgain")}
            </button>
          )}
          <button type="button" class="quiet" onClick={() => void leave()}>
            {say("app.signOut")}
          </button>
        </span>
      </header>
      {leaving.value && <Leaving />}
      <Screen />
      <Navigation />
      <Check />
      <Breathe />
      {undoable.value !== undefined && (
        <div class="toast">
          <span>{undoable.value.said}</span>
          <Act class="choice" onAct={() => void undo()}>
            {say("app.undo")}
          </Act>
        </div>
      )}
      <p class="spoken" role="status">
        {announced.value}
      </p>
    </>
  );
}

function Welcome(): JSX.Element {
  return (
    <main id="main" class="alone">
      <h1>Paschima</h1>
      <p class="large">{say("app.tagline")}</p>
      {config.value?.issuer == null ? (
        <p>{say("app.noIssuer")}</p>
      ) : (
        <button type="button" class="primary" onClick={() => void begin()}>
          {say("app.signIn")}
        </button>
      )}
    </main>
  );
}

async function begin(): Promise<void> {
  if (config.value === undefined) return;
  try {
    await signIn(config.value, false);
  } catch {
    broken.value = say("app.noSignIn");
  }
}

async function leave(): Promise<void> {
  if (waiting.value + refused.value.length > 0 && !leaving.value) {
    leaving.value = true;
    return;
  }
  leaving.value = false;
  await forget();
  signOut();
  sessionStorage.clear();
  location.replace("/#signed-out");
  location.reload();
}

function Leaving(): JSX.Element {
  return (
    <section class="card" role="alertdialog" aria-labelledby="leaving-title">
      <h2 id="leaving-title">{say("leaving.title")}</h2>
      <p>{say("leaving.body", { count: waiting.value + refused.value.length })}</p>
      <div class="choices">
        <button type="button" class="choice" onClick={() => (leaving.value = false)}>
          {say("leaving.stay")}
        </button>
        <button type="button" class="choice" onClick={() => void leave()}>
          {say("leaving.go")}
        </button>
      </div>
    </section>
  );
}
