/** What the server says it holds, in plain words. What has no words yet is shown as it is held: nothing is left out. */

import { h } from "./dom.js";
import { day, lang, t } from "./words.js";

const COUNTRIES = ["country", "second_nationality", "feared_states"];
const filledIn = ([, value]) => value !== null && value !== "" && !(Array.isArray(value) && !value.length);

/** @returns {Promise<object>} names and values in the language of the page; empty where they cannot be had */
export async function labels() {
  try {
    return await (await fetch(`/${lang}/labels.json`, { credentials: "omit" })).json();
  } catch {
    return {};
  }
}

function country(code) {
  try {
    return new Intl.DisplayNames([lang], { type: "region" }).of(code);
  } catch {
    return code;
  }
}

function plain(name, value, words) {
  if (typeof value === "boolean") return (value ? words.yes : words.no) ?? String(value);
  if (Array.isArray(value)) return value.map((item) => plain(name, item, words)).join("; ");
  if (value && typeof value === "object") {
    return Object.entries(value).filter(filledIn).map(([key, inner]) => `${words.names?.[key] ?? key}: ${plain(key, inner, words)}`).join(", ");
  }
  if (COUNTRIES.includes(name)) return country(value);
  const text = day(value);
  return words.values?.[name]?.[text] ?? words.values?.situation?.[text] ?? words.names?.[text] ?? text;
}

function list(values, words) {
  return h("ul", {}, ...values.map(([name, value]) =>
    h("li", {}, h("strong", {}, words.names?.[name] ?? name), `: ${plain(name, value, words)}`)));
}

/** @param {{held: object}} receipt as the server gives it @returns {Promise<HTMLElement[]>} */
export async function heldList({ held: { facts, ...slots }, expires_at: _, ...state }) {
  const words = await labels();
  const known = Object.entries(facts ?? {}).filter(filledIn);
  const rest = Object.entries({ ...slots, ...state }).filter(filledIn);
  return [known.length ? list(known, words) : h("p", {}, t("receipt_nothing")),
    rest.length > 0 && h("details", {}, h("summary", {}, t("receipt_state")), list(rest, words))].filter(Boolean);
}
