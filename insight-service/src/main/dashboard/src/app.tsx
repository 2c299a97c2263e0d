/** The frame of the page: who is here, what can be taken back, and what is said to who cannot see it change. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { Breathe } from "./breathe.tsx";
import { Check } from "./check.tsx";
import { Emergency } from "./care.tsx";
import { Day } from "./day.tsx";
import { HelpsScreen } from "./helps.tsx";
import { Me } from "./me.tsx";
import { NudgesScreen } from "./nudges.tsx";
import { Trends } from "./trends.tsx";
import { Navigation, view } from "./view.tsx";
import { forgetLooked } from "./looked.ts";
import { forgetPlan } from "./planning.tsx";
import { signIn, signOut } from "./session.ts";
import { announced, config, forget, isKnown, needsSignIn, now, refused, undo, undoable, waiting } from "./state.ts";

/** Why the page cannot begin at all. */
export const broken = signal<string | undefined>(undefined);
const leaving = signal(false);

const SCREENS = {
  day: () => <Day />,
  trends: () => <Trends />,
  helps: () => <HelpsScreen />,
  nudges: () => <NudgesScreen />,
  me: () => <Me />,
};

export function App(): JSX.Element {
  if (broken.value !== undefined) {
    return (
      <main id="main" class="alone">
        <h1>Paschima</h1>
        <p>{broken.value}</p>
        <button type="button" class="primary" onClick={() => location.reload()}>
          Try again
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
          {needsSignIn.value && (
            <button type="button" class="choice" onClick={() => void begin()}>
              Sign in again
            </button>
          )}
          <button type="button" class="quiet" onClick={() => void leave()}>
            Sign out
          </button>
        </span>
      </header>
      {leaving.value && <Leaving />}
      {SCREENS[view.value]()}
      <Navigation />
      <Check />
      <Breathe />
      {undoable.value !== undefined && (
        <div class="toast">
          <span>{undoable.value.said}</span>
          <button type="button" class="choice" onClick={() => void undo()}>
            Undo
          </button>
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
      <p class="large">Small, regular practice for an easier upper back. See where you stand, and note how it feels in three taps.</p>
      {config.value?.issuer == null ? (
        <p>Signing in is not set up here: the service needs DASHBOARD_ISSUER.</p>
      ) : (
        <button type="button" class="primary" onClick={() => void begin()}>
          Sign in
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
    broken.value = "The sign-in cannot be reached just now.";
  }
}

async function leave(): Promise<void> {
  if (waiting.value + refused.value.length > 0 && !leaving.value) {
    leaving.value = true;
    return;
  }
  leaving.value = false;
  await forget();
  forgetLooked();
  forgetPlan();
  signOut();
  sessionStorage.clear();
  location.replace("/#signed-out");
  location.reload();
}

function Leaving(): JSX.Element {
  return (
    <section class="card" role="alertdialog" aria-labelledby="leaving-title">
      <h2 id="leaving-title">Entries are still on this device</h2>
      <p>{waiting.value + refused.value.length} did not arrive yet. Signing out forgets everything here, these too.</p>
      <div class="choices">
        <button type="button" class="choice" onClick={() => (leaving.value = false)}>
          Stay
        </button>
        <button type="button" class="choice" onClick={() => void leave()}>
          Sign out and forget
        </button>
      </div>
    </section>
  );
}
