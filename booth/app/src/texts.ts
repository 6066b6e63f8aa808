// Every word that people read stands in a catalogue; a language is a file (texts/<language>.json).


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
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem("hustings language");
  } catch {
    // nothing is kept here: the browser's own wish counts
  }
  const wished = [chosen ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2));
  return wished.find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? "en";
}

export function rememberLanguage(language: string): void {
  try {
    localStorage.setItem("hustings language", language);
  } catch {
    // chosen for this visit only
  }
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
export function moment(language: string, seconds: number): string {
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
  });
  return format.format(seconds * 1000);
}

/** How long it is until then, in words. */
export function within(language: string, seconds: number): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [[86_400, "day"], [3_600, "hour"], [60, "minute"], [1, "second"]];
  const [size, unit] = steps.find(([step]) => Math.abs(seconds) >= 2 * step) ?? steps[3]!;
  return format.format(Math.round(seconds / size), unit);
}
