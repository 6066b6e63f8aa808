// A server for tests: the interface that the booth needs, with real proofs, and whatever can go wrong.

import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { Visit } from "./browser.js";
import { Election, idOf, type Options } from "./election.js";
import { DIST } from "./places.js";

export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self' https: http://127.0.0.1:*; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types booth";

const TYPES: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json", txt: "text/plain" };

/** What happens to the next ballots that are posted, one each; then all goes well. */
export type Mishap = "lost-before" | "lost-after" | "busy" | "slow-down" | "closed" | "not-open" | "suspended" | "interrupted" | "B1" | "false-proof" | "garbage";

export class TestServer {
  mishaps: Mishap[] = [];
  phase = "open";
  suspendedUntil: number | null = null;
  interrupted = false;
  /** Every request: method and path, and the fragment that no request ever has. */
  readonly requests: string[] = [];
  readonly posted: string[] = [];
  /** What is done to an answer before it leaves. */
  tamper: (path: string, answer: Record<string, unknown>) => void = () => {};
  private http: Server;
  election: Election;

  private constructor(options: Options) {
    this.election = new Election(options);
    this.http = createServer((request, response) => void this.answer(request, response));
  }

  static async start(options: Partial<Options> = {}): Promise<TestServer> {
    const now = Math.floor(Date.now() / 1000);
    const server = new TestServer({ registrars: 1, hostile: false, closesWhenAllVoted: false, now, booth: null, ...options });
    await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/`;
  }

  get address(): string {
    return `${this.base}${this.election.id}/`;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private get standing() {
    const { options, closes, members, ballots } = this.election;
    return {
      election: this.election.id, title: "", organisation: "", phase: this.phase, since: 0, size: this.election.entries.length, root: "", time: options.now, now: options.now,
      opens: options.now - 3_600, closes, suspended_until: this.suspendedUntil, interrupted: this.interrupted, members: members.length, voted: ballots.size, certified: false, annulled: null,
    };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url!, this.base).pathname;
    this.requests.push(`${request.method} ${request.url}`);
    const file = /^\/booth\/([a-z0-9.-]+)$/.exec(path)?.[1];
    const page = /^\/[0-9a-f]{64}\/(vote|check|challenge|verifier)$/.exec(path)?.[1];
    if (file !== undefined || page !== undefined) return this.serve(response, file ?? `${page}.html`);
    const rest = path.startsWith(`/${this.election.id}/`) ? path.slice(66) : null;
    if (rest === null) return this.json(response, path, 404, { error: "unknown-election", message: "no such election" });
    if (rest === "acts" && request.method === "POST") return this.post(request, response, path);
    if (rest === "poll") return this.json(response, path, 200, this.election.poll(this.standing));
    const voter = /^voters\/([0-9a-f]{64})$/.exec(rest)?.[1];
    if (voter !== undefined) return this.voter(response, path, voter);
    const act = /^acts\/([0-9a-f]{64})$/.exec(rest)?.[1];
    if (act !== undefined) return this.act(response, path, act);
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": CSP }).end("<!doctype html><html lang=en><title>A page</title><h1>A page</h1>");
  }

  private serve(response: ServerResponse, name: string): void {
    try {
      const bytes = readFileSync(DIST + name);
      const type = `${TYPES[name.split(".").at(-1)!]}; charset=utf-8`;
      response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": CSP, "Service-Worker-Allowed": "/", "Cache-Control": "no-cache" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }

  private json(response: ServerResponse, path: string, status: number, body: object, headers: Record<string, string> = {}): void {
    const answer = body as Record<string, unknown>;
    this.tamper(path, answer);
    response.writeHead(status, { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*", ...headers }).end(JSON.stringify(answer));
  }

  private voter(response: ServerResponse, path: string, credential: string): void {
    const member = this.election.members.find((m) => m.credentials.includes(credential));
    if (member === undefined) return this.json(response, path, 404, { error: "unknown-credential" });
    if (member.isReplaced) return this.json(response, path, 410, { error: "replaced-credential" });
    this.json(response, path, 200, { class: member.memberClass, credentials: member.credentials, head: member.head, head_index: null });
  }

  private act(response: ServerResponse, path: string, id: string): void {
    const index = this.election.ballots.get(id);
    if (index === undefined) return this.json(response, path, 404, { error: "unknown-act" });
    const member = this.election.members.find((m) => m.head === id);
    const later = member === undefined ? [...this.election.ballots.keys()].at(-1)! : null;
    const counts = this.phase === "open" ? null : member !== undefined;
    this.json(response, path, 200, { ...this.recorded(id, index), kind: "ballot", entry: this.election.entries[index], witnessed: this.election.cosigned, ballot: { counts, replaced_by: later } });
  }

  private recorded(act: string, index: number) {
    return { act, index, checkpoint: this.election.checkpoint(), proof: this.election.proof(index) };
  }

  private async post(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const note = Buffer.concat(pieces).toString("utf8");
    this.posted.push(note);
    const mishap = this.mishaps.shift();
    if (mishap === "lost-before") return lose(request, response);
    if (mishap === "busy") return this.json(response, path, 503, { error: "busy" }, { "Retry-After": "1" });
    if (mishap === "slow-down") return this.json(response, path, 429, { error: "slow-down" }, { "Retry-After": "1" });
    if (mishap === "garbage") return void response.writeHead(502, { "Content-Type": "text/html" }).end("<h1>Bad gateway</h1>");
    if (mishap === "B1") return this.json(response, path, 422, { error: "check", check: "B1", title: "", meaning: "Someone who is not on the register, or was replaced, cast a ballot.", detail: "" });
    if (mishap === "closed" || mishap === "not-open" || mishap === "suspended" || mishap === "interrupted") return this.json(response, path, 409, { error: mishap });
    const applied = this.election.apply(note);
    if (mishap === "lost-after") return lose(request, response);
    if (typeof applied === "string") return this.json(response, path, 422, { error: "check", check: applied, meaning: "It fails." });
    if ("previous" in applied) return this.json(response, path, 409, { error: "previous", head: applied.previous });
    const answer = this.recorded(idOf(note), applied.index);
    if (mishap === "false-proof") answer.proof = ["00".repeat(32), ...answer.proof.slice(1)];
    this.json(response, path, 200, answer);
  }
}

/** The answer breaks off after its head: before it, a browser would itself send the request again. */
function lose(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "100" });
  response.write("{", () => setTimeout(() => request.socket.destroy(), 20));
}

/** A server of its own and a visit to it, both ended whatever happens. */
export async function visiting(
  browser: Browser,
  options: Partial<Options>,
  context: BrowserContextOptions,
  journey: (server: TestServer, visit: Visit) => Promise<void>,
): Promise<void> {
  const server = await TestServer.start(options);
  const visit = await Visit.begin(browser, context);
  try {
    await journey(server, visit);
  } catch (error) {
    if (visit.complaints.length > 0) console.error(visit.complaints);
    await visit.context.close();
    throw error;
  } finally {
    await server.stop();
  }
  await visit.end();
}
