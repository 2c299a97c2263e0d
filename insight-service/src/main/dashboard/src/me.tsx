/** Me: what one agreed to, in plain words; one's records to take along; what stays on this device. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { Settings } from "./answers.ts";
import { call, download } from "./api.ts";
import * as device from "./device.ts";
import { lookAgain, useLooked } from "./looked.ts";
import { Trouble } from "./parts.tsx";
import { announced, config, failed, refresh, whose } from "./state.ts";

type Consent = "tracking" | "nudging" | "teacher" | "research";

const CONSENTS: readonly (readonly [Consent, string, string])[] = [
  ["tracking", "Keep what I note", "Your reports and practices are kept, so that trends can be shown to you."],
  ["nudging", "Send me nudges", "Small reminders may come at the moments of your plan. Nothing else is sent."],
  ["teacher", "Let my teacher see a group I am in", "Only averages of groups large enough that nobody can be told from them; never your own reports."],
  ["research", "Let my reports count in studies", "They count in averages over many members, never by themselves."],
];

const PATH = "/v1/members/me/settings";
const isChanging = signal(false);
const keepsNothing = signal(false);

async function agree(settings: Settings, consent: Consent, isGiven: boolean): Promise<void> {
  const { tracking, nudging, research, teacher, version } = settings.consents ?? { tracking: false, nudging: false, research: false, teacher: false, version: 0 };
  isChanging.value = true;
  try {
    const body = { tracking, nudging, research, teacher, [consent]: isGiven, version: version + 1 };
    const kept = await call<{ asOf: string }>(config.value!, "session", "/v1/members/me/consents", { method: "PUT", body });
    await refresh(kept.asOf);
    await lookAgain("insight", PATH);
    announced.value = isGiven ? "Agreed." : "Withdrawn.";
  } catch (failure) {
    failed(failure);
  } finally {
    isChanging.value = false;
  }
}

export function Me(): JSX.Element {
  const seen = useLooked<Settings>("insight", PATH);
  return (
    <main id="main">
      <h1>Me</h1>
      <Trouble age={seen?.at} />
      <div class="columns">
        <section class="card" aria-labelledby="consents-title">
          <h2 id="consents-title">What I agree to</h2>
          {seen !== undefined &&
            CONSENTS.map(([consent, title, meaning]) => (
              <label key={consent} class="switch">
                <input
                  type="checkbox"
                  checked={seen.answer.consents?.[consent] ?? false}
                  disabled={isChanging.value}
                  onChange={(event) => void agree(seen.answer, consent, event.currentTarget.checked)}
                />
                <span>
                  <strong>{title}</strong>
                  <br />
                  <span class="soft">{meaning}</span>
                </span>
              </label>
            ))}
        </section>
        <div>
          <Export />
          <Device />
        </div>
      </div>
    </main>
  );
}

const FORMATS = [
  ["json", "Everything, as JSON"],
  ["csv", "Tables, as CSV"],
  ["fhir", "For health records, as FHIR"],
] as const;

function Export(): JSX.Element {
  return (
    <section class="card" aria-labelledby="export-title">
      <h2 id="export-title">Take my records along</h2>
      <p>All that you noted, and what was concluded from it.</p>
      <div class="choices">
        {FORMATS.map(([format, name]) => (
          <button key={format} type="button" class="choice" onClick={() => void take(format)}>
            {name}
          </button>
        ))}
      </div>
    </section>
  );
}

async function take(format: string): Promise<void> {
  try {
    await download(config.value!, `/v1/members/me/export?format=${format}`, `paschima.${format === "csv" ? "csv" : "json"}`);
    announced.value = "Saved.";
  } catch (failure) {
    failed(failure);
  }
}

function Device(): JSX.Element {
  useEffect(() => {
    void device.keepsNothing().then((yes) => (keepsNothing.value = yes));
  }, [whose()]);
  return (
    <section class="card" aria-labelledby="device-title">
      <h2 id="device-title">On this device</h2>
      <p>The last answers stay here, so that the page opens without a connection. What you note stays until it has arrived. Signing out forgets all of it.</p>
      <label class="switch">
        <input
          type="checkbox"
          checked={keepsNothing.value}
          onChange={(event) => {
            keepsNothing.value = event.currentTarget.checked;
            void device.setKeepsNothing(keepsNothing.value);
          }}
        />
        <span>
          <strong>Keep no answers on this device</strong>
          <br />
          <span class="soft">For a device that others use too.</span>
        </span>
      </label>
    </section>
  );
}
