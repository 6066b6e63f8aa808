// Where a record's files come from. Nothing here depends on Node.

/** A file, at most `most` bytes of it; null if it is not there. */
export interface Source {
  readonly place: string;
  read(path: string, most: number): Promise<Uint8Array | null>;
}

/** The place itself could not be read: no answer about the record (exit status 2). */
export class Unreadable extends Error {}

/** A record served over HTTP; no redirect to another place is followed (§2.4). */
export class WebSource implements Source {
  readonly place: string;
  private readonly base: URL;

  constructor(address: string) {
    this.place = address;
    this.base = new URL(address.endsWith("/") ? address : `${address}/`);
  }

  async read(path: string, most: number): Promise<Uint8Array | null> {
    let response: Response;
    try {
      response = await fetch(new URL(path, this.base), { redirect: "manual" });
    } catch (error) {
      throw new Unreadable(`${this.place} could not be reached: ${causeOf(error)}; try again`);
    }
    if (response.status !== 200) await response.body?.cancel();
    const isElsewhere = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
    if (isElsewhere || response.status === 404 || response.status === 410) return null;
    if (response.status !== 200) {
      throw new Unreadable(`${this.place} answers ${response.status} for ${path}; try again`);
    }
    return response.body === null ? new Uint8Array() : readAtMost(response.body, most);
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    length += value.length;
  }
  if (length >= most) await reader.cancel();
  const whole = new Uint8Array(Math.min(length, most));
  let at = 0;
  for (const piece of pieces) {
    const part = piece.subarray(0, whole.length - at);
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
