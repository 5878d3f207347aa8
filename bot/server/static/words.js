/** The page's words, in the language of the page. */

export const lang = document.documentElement.lang === "en" ? "en" : "nl";
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

/** @param {string} key @param {Record<string, unknown>} [values] */
export function t(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** A text of the server, `{nl, en}` or already one language. */
export function say(text, language = lang) {
  if (text === null || text === undefined) return "";
  return typeof text === "object" ? (text[language] ?? "") : String(text);
}

/** A moment as day and time. @param {string | number} value ISO 8601, or milliseconds since 1970 */
export const moment = (value) =>
  new Intl.DateTimeFormat(lang === "nl" ? "nl-NL" : "en-GB", { dateStyle: "long", timeStyle: "short" }).format(new Date(value));

/** "2026-12-07" → "7 december 2026"; anything else stays as it is. */
export function day(iso, language = lang) {
  if (!/^\d{4}-\d\d-\d\d$/.test(iso ?? "")) return String(iso ?? "");
  return new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
}
