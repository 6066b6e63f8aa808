// What the pages beside the voting journey share: the words, the election they stand in, the shell.

import { Component, type JSX } from "preact";
import { placeOf } from "./address.js";
import { preferredLanguage, rememberLanguage, say, speak } from "./texts.js";
import { BoothFoot } from "./ui/foot.js";
import { atTop, h, Shell } from "./ui/parts.js";

export const place = placeOf(location.pathname, location.origin);

export type Shared = { isReady: boolean; organisation: string; booth: string | null };
export const nothing: Shared = { isReady: false, organisation: "", booth: null };

export abstract class PlainPage<S extends object> extends Component<object, S & Shared> {
  abstract page(): JSX.Element;
  abstract begin(): void;

  override componentDidMount(): void {
    void this.speak(preferredLanguage()).then(() => this.begin());
  }

  override componentDidUpdate(): void {
    if (this.state.isReady) atTop(`${document.querySelector("h1")?.textContent ?? ""} – ${this.state.organisation || say("booth")}`, false);
  }

  private readonly speak = async (language: string): Promise<void> => {
    await speak(language, ["", ".more"]);
    this.setState({ isReady: true } as never);
  };

  override render(): JSX.Element | null {
    const { isReady, organisation, booth } = this.state;
    if (!isReady) return null;
    const choose = (language: string): void => {
      rememberLanguage(language);
      void this.speak(language);
    };
    const foot = organisation === "" ? null : <BoothFoot named={booth} />;
    return <Shell organisation={organisation || say("booth")} onLanguage={choose} foot={foot}>{this.page()}</Shell>;
  }
}
