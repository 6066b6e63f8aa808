// What the pages beside the voting journey share: the words, the election they stand in, the frame.

import { Component, type JSX } from "preact";
import { placeOf } from "./address.js";
import { type Catalogue, preferredLanguage, rememberLanguage, type Say, speaker } from "./texts.js";
import { BoothFoot } from "./ui/foot.js";
import { atTop, type Frame, h } from "./ui/parts.js";

export const place = placeOf(location.pathname, location.origin);

type Words = { say: Say | null; language: string };

export abstract class PlainPage<S extends object> extends Component<object, S & { words: Words; organisation: string; booth: string | null }> {
  abstract page(frame: Frame): JSX.Element;
  abstract begin(): void;

  override componentDidMount(): void {
    void this.speak(preferredLanguage()).then(() => this.begin());
  }

  override componentDidUpdate(): void {
    const { say } = this.state.words;
    if (say !== null) atTop(`${document.querySelector("h1")?.textContent ?? ""} – ${this.state.organisation || say("booth")}`, false);
  }

  private async speak(language: string): Promise<void> {
    const read = async (name: string): Promise<Catalogue> => (await (await fetch(`${place.files}${name}.json`)).json()) as Catalogue;
    const [vote, more] = await Promise.all([read(language), read(`${language}.more`)]);
    document.documentElement.lang = language;
    this.setState({ words: { language, say: speaker(language, { ...vote, ...more }) } } as never);
  }

  override render(): JSX.Element | null {
    const { words: { say, language }, organisation, booth } = this.state;
    if (say === null) return null;
    const onLanguage = (chosen: string): void => {
      rememberLanguage(chosen);
      void this.speak(chosen);
    };
    const foot = organisation === "" ? undefined : <BoothFoot say={say} files={place.files} named={booth} />;
    return <div class="page">{this.page({ say, language, organisation: organisation || say("booth"), onLanguage, foot })}</div>;
  }
}

export const noWords: Words = { say: null, language: "en" };
