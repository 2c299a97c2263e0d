/**
 * Signing in: authorization code with PKCE, as a public client. Tokens are in this module's memory and nowhere else; what
 * outlives the page for the way back is a verifier and a state, which are worth nothing without the code, and what the page
 * was told of the issuer and the services, which is public and need not be asked twice.
 */
import * as oauth from "oauth4webapi";
import type { Config } from "./config.ts";

const WAY_BACK = "paschima.way-back";
const LOST = "paschima.lost";
/** More than any one person has: the issuer gives each what is theirs. */
const SCOPE = "practice:write insight:read nudge:read nudge:write settings:read settings:write studio:read tenant:webhooks";
/** So long before its end a token is renewed. */
const RENEW_BEFORE_MS = 60_000;

interface Tokens {
  access: string;
  refresh: string | undefined;
  endsAt: number;
}

interface WayBack {
  verifier: string;
  state: string;
  to: string;
  config: Config;
  issuer: oauth.AuthorizationServer;
}

export interface Who {
  tenant: string;
  member: string;
  scopes: string[];
}

export class SignInNeeded extends Error {}

let tokens: Tokens | undefined;
let renewing: Promise<void> | undefined;
let server: Promise<oauth.AuthorizationServer> | undefined;

function insecure(config: Config): boolean {
  return new URL(config.issuer ?? "https://x", location.href).protocol === "http:";
}

function options(config: Config): { [oauth.allowInsecureRequests]: boolean } {
  return { [oauth.allowInsecureRequests]: insecure(config) };
}

function issuerUrl(config: Config): URL {
  if (config.issuer === null) throw new Error("No token issuer is set up for this page (DASHBOARD_ISSUER).");
  return new URL(config.issuer, location.href);
}

function discovered(config: Config): Promise<oauth.AuthorizationServer> {
  const issuer = issuerUrl(config);
  server ??= oauth
    .discoveryRequest(issuer, { algorithm: "oauth2", ...options(config) })
    .then((answer) => oauth.processDiscoveryResponse(issuer, answer))
    .catch((failure: unknown) => {
      server = undefined;
      throw failure;
    });
  return server;
}

function redirectUri(): string {
  return `${location.origin}/`;
}

/** Leaves the page for the issuer. Silently: only if the issuer still knows who it is. */
export async function signIn(config: Config, silently: boolean): Promise<never> {
  const as = await discovered(config);
  const way: WayBack = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    to: location.hash,
    config,
    issuer: as,
  };
  sessionStorage.setItem(WAY_BACK, JSON.stringify(way));
  const to = new URL(as.authorization_endpoint!);
  to.searchParams.set("client_id", config.clientId);
  to.searchParams.set("response_type", "code");
  to.searchParams.set("redirect_uri", redirectUri());
  to.searchParams.set("scope", SCOPE);
  to.searchParams.set("state", way.state);
  to.searchParams.set("code_challenge", await oauth.calculatePKCECodeChallenge(way.verifier));
  to.searchParams.set("code_challenge_method", "S256");
  if (silently) to.searchParams.set("prompt", "none");
  location.replace(to.href);
  return new Promise<never>(() => {});
}

/**
 * What this load of the page is: a plain one, the way back with a code, the issuer's refusal to sign in silently, or a way back
 * that leads nowhere any more, as when the page was loaded again half-way. Lost once, it may be gone again; lost twice running,
 * it is for the person to say. Failed: the issuer could not be reached.
 */
export type Arrival = "plain" | "signed-in" | "refused" | "lost" | "failed";

export async function arrive(load: () => Promise<Config>): Promise<{ arrival: Arrival; config: Config }> {
  const here = new URL(location.href);
  const way = here.searchParams.has("state") ? takeWayBack() : undefined;
  const config = way?.config ?? (await load());
  if (!here.searchParams.has("state")) return { arrival: "plain", config };
  history.replaceState(null, "", `/${way?.to ?? ""}`);
  try {
    return { arrival: way === undefined ? lost() : await finish(way, here), config };
  } catch {
    return { arrival: "failed", config };
  }
}

function takeWayBack(): WayBack | undefined {
  const stored = sessionStorage.getItem(WAY_BACK);
  sessionStorage.removeItem(WAY_BACK);
  const way = stored === null ? undefined : (JSON.parse(stored) as Partial<WayBack>);
  // one that an older page began lacks what this one needs
  return way?.config === undefined || way.issuer === undefined ? undefined : (way as WayBack);
}

async function finish(way: WayBack, here: URL): Promise<Arrival> {
  const { config, issuer: as } = way;
  server = Promise.resolve(as);
  const client: oauth.Client = { client_id: config.clientId };
  let parameters: URLSearchParams;
  try {
    parameters = oauth.validateAuthResponse(as, client, here, way.state);
  } catch (failure) {
    // the answer to a way that was begun before this one has another state
    return failure instanceof oauth.AuthorizationResponseError ? "refused" : lost();
  }
  try {
    const answer = await oauth.authorizationCodeGrantRequest(as, client, oauth.None(), parameters, redirectUri(), way.verifier, options(config));
    take(await oauth.processAuthorizationCodeResponse(as, client, answer));
  } catch (failure) {
    if (failure instanceof oauth.ResponseBodyError) return lost(); // a code is good once
    throw failure;
  }
  sessionStorage.removeItem(LOST);
  return "signed-in";
}

/** Somebody who loads the page again half-way is no loop between page and issuer, however often it is done. */
function lost(): Arrival {
  const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (load?.type === "reload") return "lost";
  const isAgain = sessionStorage.getItem(LOST) !== null;
  sessionStorage.setItem(LOST, "");
  return isAgain ? "refused" : "lost";
}

function take(answer: oauth.TokenEndpointResponse): void {
  tokens = {
    access: answer.access_token,
    refresh: answer.refresh_token ?? tokens?.refresh,
    endsAt: Date.now() + (answer.expires_in ?? 300) * 1000,
  };
}

/** A token that holds; renewed by rotation, once for all who ask at the same time. */
export async function token(config: Config): Promise<string> {
  if (tokens !== undefined && tokens.endsAt - Date.now() < RENEW_BEFORE_MS && tokens.refresh !== undefined) {
    renewing ??= renew(config, tokens.refresh).finally(() => {
      renewing = undefined;
    });
    await renewing;
  }
  if (tokens === undefined || tokens.endsAt <= Date.now()) throw new SignInNeeded();
  return tokens.access;
}

async function renew(config: Config, refresh: string): Promise<void> {
  const as = await discovered(config);
  const client: oauth.Client = { client_id: config.clientId };
  try {
    const answer = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), refresh, options(config));
    take(await oauth.processRefreshTokenResponse(as, client, answer));
  } catch (failure) {
    if (failure instanceof oauth.ResponseBodyError) tokens = undefined;
    else throw failure;
  }
}

export function isSignedIn(): boolean {
  return tokens !== undefined;
}

export function signOut(): void {
  tokens = undefined;
}

/** Whose token it is, for what is kept on this device; only the services decide what it may see. */
export function who(): Who | undefined {
  const part = tokens?.access.split(".")[1];
  if (part === undefined) return undefined;
  const bytes = Uint8Array.from(atob(part.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
  const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  return {
    tenant: String(claims["tenant"]),
    member: String(claims["member"] ?? claims["sub"]),
    scopes: String(claims["scope"] ?? "").split(" "),
  };
}
