/** Me: what one agreed to, in plain words; one's records to take along; one's language; what stays on this device. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { Settings } from "./answers.ts";
import { download } from "./api.ts";
import { keepsNothing as doesKeepNothing, setKeepsNothing, setLanguage } from "./device.ts";
import { Mail, useMail } from "./mail.tsx";
import { heldBack, Trouble, useSettled } from "./parts.tsx";
import { type Language, language, LANGUAGES, say, speak } from "./say.ts";
import { changeProfile, isChanging, replace, useSettings } from "./settings.ts";
import { announced, config, failed, refresh, whose } from "./state.ts";

const CONSENTS = ["tracking", "nudging", "teacher", "research"] as const;
type Consent = (typeof CONSENTS)[number];

const keepsNothing = signal(false);

function agree(settings: Settings, consent: Consent, isGiven: boolean): Promise<void> {
  const { tracking, nudging, research, teacher, version } = settings.consents ?? { tracking: false, nudging: false, research: false, teacher: false, version: 0 };
  const body = { tracking, nudging, research, teacher, [consent]: isGiven, version: version + 1 };
  return replace("consents", body, say(isGiven ? "me.agreed" : "me.withdrawn"));
}

export default function Me(): JSX.Element {
  const seen = useSettings();
  const mail = useMail();
  const isSettled = useSettled(seen !== undefined && mail !== undefined);
  return (
    <main id="main">
      <h1>{say("me.title")}</h1>
      <Trouble age={seen?.at} />
      <div class="columns">
        <div>
          <section class="card" aria-labelledby="consents-title">
            <h2 id="consents-title">{say("me.consents")}</h2>
            {seen !== undefined &&
              CONSENTS.map((consent) => (
                <Switch
                  key={consent}
                  title={say(`me.${consent}`)}
                  meaning={say(`me.${consent}.meaning`)}
                  isOn={seen.answer.consents?.[consent] ?? false}
                  isDisabled={isChanging.value}
                  onChange={(isOn) => void agree(seen.answer, consent, isOn)}
                />
              ))}
          </section>
          {isSettled && mail !== undefined && <Mail mail={mail.answer} />}
        </div>
        {isSettled && (
          <div>
            <Speech settings={seen?.answer} />
            <Export />
            <Device />
          </div>
        )}
      </div>
    </main>
  );
}

function Switch(props: { title: string; meaning: string; isOn: boolean; isDisabled: boolean; onChange: (isOn: boolean) => void }): JSX.Element {
  return (
    <label class="switch">
      <input type="checkbox" checked={props.isOn} {...heldBack(props.isDisabled)} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      <span>
        <strong>{props.title}</strong>
        <br />
        <span class="soft">{props.meaning}</span>
      </span>
    </label>
  );
}

/** Of the page on this device, and of what notify-service writes to the person. */
async function choose(wanted: Language, settings: Settings | undefined): Promise<void> {
  await speak(wanted);
  const me = whose();
  if (me !== undefined) await setLanguage(me, wanted);
  void refresh(); // what the services say, in the language it is now
  if (settings?.profile != null && settings.profile.language !== wanted) await changeProfile(settings.profile, { language: wanted }, say("me.saved"));
}

function Speech({ settings }: { settings: Settings | undefined }): JSX.Element {
  return (
    <section class="card" aria-labelledby="language-title">
      <h2 id="language-title">{say("me.language")}</h2>
      <p>{say("me.language.meaning")}</p>
      <div class="chips" role="radiogroup" aria-labelledby="language-title">
        {LANGUAGES.map(([tag, name]) => (
          <label key={tag} class="chip-choice" lang={tag}>
            <input type="radio" name="language" checked={language.value === tag} onChange={() => void choose(tag, settings)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </section>
  );
}

const FORMATS = ["json", "csv", "fhir"] as const;

function Export(): JSX.Element {
  return (
    <section class="card" aria-labelledby="export-title">
      <h2 id="export-title">{say("me.export")}</h2>
      <p>{say("me.export.meaning")}</p>
      <div class="choices">
        {FORMATS.map((format) => (
          <button key={format} type="button" class="choice" onClick={() => void take(format)}>
            {say(`me.export.${format}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

async function take(format: string): Promise<void> {
  try {
    await download(config.value!, `/v1/members/me/export?format=${format}`, `paschima.${format === "csv" ? "csv" : "json"}`);
    announced.value = say("me.saved");
  } catch (failure) {
    failed(failure);
  }
}

function Device(): JSX.Element {
  const me = whose();
  useEffect(() => {
    if (me !== undefined) void doesKeepNothing(me).then((yes) => (keepsNothing.value = yes));
  }, [me]);
  return (
    <section class="card" aria-labelledby="device-title">
      <h2 id="device-title">{say("me.device")}</h2>
      <p>{say("me.device.meaning")}</p>
      <Switch
        title={say("me.keepNothing")}
        meaning={say("me.keepNothing.meaning")}
        isOn={keepsNothing.value}
        isDisabled={me === undefined}
        onChange={(isOn) => {
          keepsNothing.value = isOn;
          if (me !== undefined) void setKeepsNothing(me, isOn);
        }}
      />
    </section>
  );
}
