// Every word that people read stands in a catalogue; a language is a file (texts/<language>.json).

import { fileAt } from "./address.js";
import { store, stored } from "./stored.js";


type English = (typeof import("./texts/en.json", { with: { "resolution-mode": "import" } }));
export type VoteKey = keyof English["vote"];
export type MoreKey = keyof English["more"];
export type Values = Record<string, string | number>;
/** The words of a key, with its values put in; `n` chooses the plural form. */
export type Say = (key: VoteKey | MoreKey, values?: Values) => string;

type Entry = string | Record<string, string>;
export type Catalogue = Record<string, Entry>;

/** The languages there are, each by its own name. */
export const LANGUAGES: Record<string, string> = { en: "English", cy: "Cymraeg" };

/** The one chosen before, or the first that the browser asks for. */
export function preferredLanguage(): string {
  const wished = [stored("language") ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2));
  return wished.find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? "en";
}

export const rememberLanguage = (chosen: string): unknown => store("language", chosen);

/** The language in use, and its words. */
export let language = "en";
export let say: Say = (key) => key;

/** Fetches the language's catalogues and speaks it from then on. */
export async function speak(chosen: string, parts: readonly string[]): Promise<void> {
  const read = async (part: string): Promise<object> => (await (await fetch(fileAt(`${chosen}${part}.json`))).json()) as object;
  const catalogue: Catalogue = Object.assign({}, ...(await Promise.all(parts.map(read))));
  document.documentElement.lang = language = chosen;
  say = speaker(chosen, catalogue);
}

export function speaker(language: string, catalogue: Catalogue): Say {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const entry = catalogue[key] ?? key;
    const words = typeof entry === "string" ? entry : (entry[plurals.select(Number(values.n))] ?? entry.other ?? key);
    return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : (value ?? whole);
    });
  };
}

/** A moment with its day and its zone. */
export function moment(seconds: number): string {
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
  });
  return format.format(seconds * 1000);
}
