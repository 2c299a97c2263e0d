import { effect } from "@preact/signals";
import { render } from "preact";
import { App, broken } from "./app.tsx";
import { loadConfig } from "./config.ts";
import { arrive, isSignedIn, signIn } from "./session.ts";
import { begin, config, flush, follow, isKnown, listen, needsSignIn, refresh, trouble } from "./state.ts";
import { say, speak, spoken } from "./say.ts";
import { returned } from "./view.tsx";

const EVERY_MINUTE_MS = 60_000;
const SIGNED_OUT = "#signed-out";

async function start(): Promise<void> {
  const [{ arrival, config: settings }] = await Promise.all([arrive(loadConfig), speak(spoken(navigator.languages))]);
  config.value = settings;
  if (arrival === "failed") trouble.value = say("app.signInFailed");
  await begin();
  if (!isSignedIn() && (isKnown() || arrival === "lost")) {
    show();
    if (navigator.onLine && arrival !== "refused" && location.hash !== SIGNED_OUT) {
      // who was here before need not ask again, as long as the issuer remembers
      await signIn(settings, true).catch(() => {
        trouble.value = say("app.noConnection");
      });
    } else if (navigator.onLine) needsSignIn.value = true;
    else trouble.value = say("app.noConnection");
    return;
  }
  show();
  if (!isSignedIn()) return;
  await Promise.all([refresh(), flush()]);
  void listen();
  void follow();
}

function show(): void {
  returned();
  const into = document.getElementById("app")!;
  into.replaceChildren(); // what stood there until now is another page, and none of it moves
  render(<App />, into);
}

async function again(): Promise<void> {
  if (isSignedIn()) {
    await flush();
    await refresh();
  } else if (config.value !== undefined && isKnown() && navigator.onLine && trouble.value !== undefined) {
    await signIn(config.value, true).catch(() => undefined);
  }
}

effect(() => {
  document.querySelector(".skip")!.textContent = say("app.skip");
});
addEventListener("online", () => void again());
addEventListener("offline", () => (trouble.value = say("app.noConnection")));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") void again();
});
setInterval(() => void again(), EVERY_MINUTE_MS);

start()
  .catch((failure: unknown) => {
    broken.value = failure instanceof TypeError ? say("app.nothingHere") : (failure as Error).message;
    show();
  })
  .finally(keepPage);

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The one script address that the page ever makes up. */
function workerAddress(): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  return policies === undefined ? "/worker.js" : policies.createPolicy("worker", { createScriptURL: () => "/worker.js" }).createScriptURL("");
}

/** The worker fetches all of the page to keep it, which is for when there is something to look at already. */
function keepPage(): void {
  if ("serviceWorker" in navigator) void navigator.serviceWorker.register(workerAddress()).catch(() => undefined);
}
