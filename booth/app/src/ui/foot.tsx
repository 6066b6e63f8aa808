// Which booth this is. A page can only say so of itself; `hustings verify` compares from outside.

import { Component, type JSX } from "preact";
import { hex } from "../crypto/bytes.js";
import { fileAt } from "../address.js";
import { sha256 } from "../crypto/hash.js";
import { say } from "../texts.js";
import { Fragment, h } from "./parts.js";

type Props = { named: string | null };

/** The hash of the list of files, once each file is what the list says (§3.1). */
async function boothHash(): Promise<string | null> {
  const read = async (name: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(fileAt(name))).arrayBuffer());
  const list = await read("files.txt");
  for (const line of new TextDecoder().decode(list).trimEnd().split("\n")) {
    if (hex(await sha256(await read(line.slice(66)))) !== line.slice(0, 64)) return null;
  }
  return hex(await sha256(list));
}

export class BoothFoot extends Component<Props, { hash: string | null | undefined }> {
  override state: { hash: string | null | undefined } = { hash: undefined };

  private readonly open = (): void => {
    if (this.state.hash === undefined) boothHash().then((hash) => this.setState({ hash }), () => undefined);
  };

  override render(): JSX.Element {
    const { named } = this.props;
    const { hash } = this.state;
    const verdict = named === null ? "booth_unnamed" : hash === named ? "booth_right" : "booth_other";
    return (
      <Fragment>
        <p><a href="./" target="_blank" rel="noopener">{say("about")}</a> · <a href="verify" target="_blank" rel="noopener">{say("about_verify")}</a></p>
        <details onToggle={this.open}>
          <summary>{say("booth_which")}</summary>
          {hash === undefined ? <p>{say("booth_reading")}</p> : <Fragment><p class="long"><code>{hash ?? "–"}</code></p><p>{say(verdict)}</p></Fragment>}
          <p>{say("booth_verify")}</p>
        </details>
      </Fragment>
    );
  }
}
