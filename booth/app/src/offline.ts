// The service worker: once a booth was loaded it opens and works without a network, until the moment of
// casting. What is fetched is always the newest where there is a network.

declare const BUILD: string;
declare const FILES: string[];

// What of a service worker's surroundings is used here.
type Later = Event & { waitUntil(work: Promise<unknown>): void };
type Fetched = Event & { request: Request; respondWith(answer: Promise<Response>): void };
type Scope = {
  addEventListener(name: "install" | "activate", listener: (event: Later) => void): void;
  addEventListener(name: "message", listener: (event: Later & { data: string[] }) => void): void;
  addEventListener(name: "fetch", listener: (event: Fetched) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

const worker = self as unknown as Scope;
const STORE = `hustings booth ${BUILD}`;
const PATIENCE = 4_000; // ms, after which what is kept is better than waiting

/** Pages and answers that may be kept: nothing that is secret, and no act. */
const isKept = (url: URL): boolean =>
  url.origin === location.origin && /\/(vote|check|challenge|poll|booth\/[^/]+|voters\/[0-9a-f]{64})$/.test(url.pathname);

worker.addEventListener("install", (event) => {
  const files = FILES.map((file) => new Request(new URL(file, location.href), { cache: "no-cache" }));
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(files)).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  const old = async (): Promise<void> => {
    for (const name of await caches.keys()) if (name.startsWith("hustings booth ") && name !== STORE) await caches.delete(name);
    await worker.clients.claim();
  };
  event.waitUntil(old());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && isKept(new URL(request.url))) event.respondWith(newest(request));
});

/** What the page that is open when this worker first comes has asked for already is asked for again. */
worker.addEventListener("message", (event) => event.waitUntil(Promise.allSettled(event.data.map((url) => fetched(new Request(url))))));

async function newest(request: Request): Promise<Response> {
  const fresh = fetched(request);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fresh, late]).catch(() => undefined);
  if (answer !== undefined) return answer;
  return (await caches.match(request, { ignoreSearch: true })) ?? fresh;
}

async function fetched(request: Request): Promise<Response> {
  const response = await fetch(request);
  if (response.ok) await (await caches.open(STORE)).put(request, response.clone());
  return response;
}
