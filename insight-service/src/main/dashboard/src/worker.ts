/**
 * Keeps the page itself, so that it opens without network. It never keeps an answer about a person: those are the page's,
 * in a store that is wiped at sign-out.
 */
declare const SHELL: readonly string[];
declare const VERSION: string;

interface Lifetime extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching extends Lifetime {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
const scope = self as unknown as {
  addEventListener(type: "install" | "activate", listener: (event: Lifetime) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
};
const NAME = `paschima-${VERSION}`;
/** A page that was opened before this release still asks for what it is made of. */
const RELEASES_KEPT = 2;
/** As the build names what never changes. */
const HASHED = /^\/[a-z]+-[0-9A-Za-z]{8,12}\.[a-z]+$/;

scope.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll([...SHELL]))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(olderThan(names.filter((name) => name !== NAME)).map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  );
});

scope.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.location.origin) return;
  if (url.pathname === "/") event.respondWith(newest(event.request, "/"));
  else if (url.pathname === "/config.json") event.respondWith(newest(event.request, "/config.json"));
  else if (HASHED.test(url.pathname)) event.respondWith(fromCache(url.pathname));
});

/** Caches are told in the order they were made. */
function olderThan(former: readonly string[]): readonly string[] {
  return former.slice(0, Math.max(0, former.length + 1 - RELEASES_KEPT));
}

async function fromCache(path: string): Promise<Response> {
  return (await caches.match(path)) ?? fetch(path);
}

/** The network's if it answers, so that a new release is seen at once. */
async function newest(request: Request, path: string): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.ok) return answer;
  } catch {
    // below
  }
  return (await (await caches.open(NAME)).match(path)) ?? Response.error();
}
