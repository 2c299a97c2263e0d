import { render } from "preact";
import { App, broken } from "./app.tsx";
import { loadConfig } from "./config.ts";
import { arrive, isSignedIn, signIn } from "./session.ts";
import { begin, config, flush, isKnown, listen, needsSignIn, refresh, trouble } from "./state.ts";
import { returned } from "./view.tsx";

const EVERY_MINUTE_MS = 60_000;
const SIGNED_OUT = "#signed-out";

async function start(): Promise<void> {
  config.value = await loadConfig();
  let refusedSilently = false;
  try {
    refusedSilently = (await arrive(config.value)) === "refused";
  } catch {
    trouble.value = "Signing in did not work.";
  }
  await begin();
  if (!isSignedIn() && isKnown()) {
    show();
    if (navigator.onLine && !refusedSilently && location.hash !== SIGNED_OUT) {
      // who was here before need not ask again, as long as the issuer remembers
      await signIn(config.value, true).catch(() => {
        trouble.value = "There is no connection.";
      });
    } else if (navigator.onLine) needsSignIn.value = true;
    else trouble.value = "There is no connection.";
    return;
  }
  show();
  if (!isSignedIn()) return;
  await Promise.all([refresh(), flush()]);
  void listen();
}

function show(): void {
  returned();
  render(<App />, document.getElementById("app")!);
}

async function again(): Promise<void> {
  if (isSignedIn()) {
    await flush();
    await refresh();
  } else if (config.value !== undefined && isKnown() && navigator.onLine && trouble.value !== undefined) {
    await signIn(config.value, true).catch(() => undefined);
  }
}

addEventListener("online", () => void again());
addEventListener("offline", () => (trouble.value = "There is no connection."));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") void again();
});
setInterval(() => void again(), EVERY_MINUTE_MS);

start().catch((failure: unknown) => {
  broken.value = failure instanceof TypeError ? "There is no connection, and nothing on this device yet." : (failure as Error).message;
  show();
});

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The one script address that the page ever makes up. */
function workerAddress(): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  return policies === undefined ? "/worker.js" : policies.createPolicy("worker", { createScriptURL: () => "/worker.js" }).createScriptURL("");
}

if ("serviceWorker" in navigator) {
  addEventListener("load", () => void navigator.serviceWorker.register(workerAddress()).catch(() => undefined));
}
