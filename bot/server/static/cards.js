/** Small cards inside the conversation: why a question is asked, whom to call, where something stands. */

import { h, link } from "./dom.js";
import { day, say, t } from "./words.js";

/** The reason of a question, and a way past it where the server's own buttons hold none. */
export function questionCard(card, entry, send) {
  const reason = h("p", { class: "reason" }, h("strong", {}, t("why_asked")), " ", say(card.reason, entry.lang));
  if (!card.skippable || entry.buttons?.length) return reason;
  const skip = h("button", { type: "button", class: "choice", onclick: () => {
    if (skip.getAttribute("aria-disabled")) return;
    skip.setAttribute("aria-disabled", "true");
    send(t("skip"));
  } }, t("skip"));
  return h("div", {}, reason, skip);
}

export function contactsCard(card, language) {
  const items = (card.items ?? []).map((item) =>
    h("li", {},
      h("strong", {}, say(item.title, language)), " ",
      item.phone && h("a", { class: "phone", href: `tel:${item.phone.replace(/[^+\d]/g, "")}` }, item.phone), " ",
      item.url && link(item.url, item.url.replace(/^https:\/\/(www\.)?|\/$/g, "")),
      item.note && h("span", { class: "note" }, say(item.note, language)),
    ));
  return h("div", { class: card.urgent ? "contacts urgent" : "contacts" },
    h("p", { class: "card-title" }, t(card.urgent ? "contacts_urgent" : "contacts")), h("ul", {}, ...items));
}

/** @param {{title: unknown, url?: string, checked_on?: string}[]} items */
export function sourceList(items, language) {
  return h("ul", { class: "sources" }, ...(items ?? []).map((source) =>
    h("li", {}, link(source.url, say(source.title, language)),
      source.checked_on && ` (${t("checked_on", { day: day(source.checked_on) })})`)));
}

export function sourcesCard(card, language) {
  return h("details", {}, h("summary", {}, t("sources")), sourceList(card.items, language));
}
