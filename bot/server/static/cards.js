/** Small cards inside the conversation: why a question is asked, whom to call, where something stands. */

import { file } from "./api.js";
import { h, link, save } from "./dom.js";
import { session } from "./session.js";
import { day, say, t } from "./words.js";

/** What of a message's text the page shows. The text carries everything, for channels without cards; here the card does. */
export function spoken({ text, card, lang }) {
  const lines = String(text ?? "").split("\n");
  if (card?.type === "plan" || card?.type === "letter") return "";
  if (card?.type === "question") return lines.filter((line) => !line.includes(say(card.reason, lang))).join("\n");
  if (card?.type === "contacts") return lines.filter((line) => !(card.items ?? []).some(({ title }) => line.startsWith(`${say(title, lang)}:`))).join("\n");
  if (card?.type === "sources" && lines.length > 1) return lines.filter((line) => !card.items.some(({ title }) => line.includes(say(title, lang)))).join("\n");
  return text;
}

/** The days to watch as a calendar file. */
export function reminderCard(card) {
  const { agency, type, about } = card.letter;
  const fetch = async ({ currentTarget: button }) => {
    button.setAttribute("aria-disabled", "true");
    try {
      save(await file(session, { agency, type, about: about ?? undefined }, "ics", { sent_on: card.sent_on }), `${t("calendar_name")}.ics`);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  };
  return h("div", {}, h("button", { type: "button", class: "choice", onclick: fetch }, t("ics")), h("p", { class: "border-note" }, t("border_note")));
}

const A_DAY = /(^|_|\.)(date|on|until)$/;
let days = 0;

/** A day can be picked as well as typed; it is sent in words, as a person would type it. */
function dayPicker(entry, send) {
  days += 1;
  const input = h("input", { type: "date", id: `day-${days}`, autocomplete: "off" });
  const button = h("button", { type: "button", class: "choice", onclick: () => {
    if (!input.value || button.getAttribute("aria-disabled")) return input.focus();
    return send(day(input.value, entry.lang)) && button.setAttribute("aria-disabled", "true");
  } }, t("day_send"));
  return h("div", { class: "day" }, h("label", { for: input.id }, t("day_pick")), input, button);
}

/**
 * The reason of a question the first time it is asked, a calendar for a day, and a way past it where the server's own
 * buttons hold none.
 */
export function questionCard(card, entry, send, withReason) {
  const reason = withReason && h("p", { class: "reason" }, h("strong", {}, t("why_asked")), " ", say(card.reason, entry.lang));
  const picker = A_DAY.test(card.fact) && dayPicker(entry, send);
  const skip = card.skippable && !entry.buttons?.length && h("button", { type: "button", class: "choice", onclick: () => {
    if (skip.getAttribute("aria-disabled")) return;
    if (send(t("skip"))) skip.setAttribute("aria-disabled", "true");
  } }, t("skip"));
  return h("div", {}, reason, picker, skip);
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
  return h("div", { class: "note" }, h("p", { class: "card-title" }, t("sources")), sourceList(card.items, language));
}
