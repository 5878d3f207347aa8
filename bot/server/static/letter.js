/** The letter: what to fill in, the text as it will be, and the ways out of the page. Typed details stay in here. */

import * as api from "./api.js";
import { byId, h, save } from "./dom.js";
import { filled, layout, letterText, pieces } from "./letter-text.js";
import { keep, session } from "./session.js";
import { arrive, turnTo } from "./side.js";
import { lang, say, t } from "./words.js";

/** What was typed, by field; it dies with the page. */
let typed = {};

function news(text) {
  byId("letter-news").textContent = text;
}

function button(label, action, primary = false) {
  return h("button", { type: "button", class: primary ? "primary" : null, onclick: action }, label);
}

function sentence(text, letter, language) {
  const parts = pieces(text, letter.fields, language).map((piece) =>
    typeof piece === "string" ? piece : h("mark", { class: "blank", "data-key": piece.key, lang: language }, say(piece.placeholder, language)));
  return h("span", { lang: language }, ...parts);
}

/** One sentence pair: the language it is sent in, and under it the other one for reading. */
function pair(text, letter) {
  const reading = letter.language === "nl" ? "en" : "nl";
  return h("span", { class: "pair", "data-only": text.only }, sentence(text, letter, letter.language), " ",
    h("span", { class: "reading" }, sentence(text, letter, reading)));
}

function sheetBlock({ kind, items }, letter) {
  const runs = items.map((item) => item.map((text) => [pair(text, letter), " "]).flat());
  if (kind === "heading") return runs.map((run) => h("p", { class: "sheet-heading" }, ...run));
  if (kind === "numbered" || kind === "bullets") return [h(kind === "numbered" ? "ol" : "ul", {}, ...runs.map((run) => h("li", {}, ...run)))];
  if (kind === "paragraph") return runs.map((run) => h("p", {}, ...run));
  return [h("p", { class: kind }, ...runs.map((run) => h("span", { class: "line" }, ...run)))];
}

/** Puts what was typed into every place of the sheet that waits for it. */
function fillSheet(letter, sheet) {
  for (const mark of sheet.querySelectorAll("mark")) {
    const field = letter.fields.find(({ key }) => key === mark.dataset.key);
    const value = filled(letter, typed, field.key, mark.lang);
    mark.textContent = value || say(field.placeholder, mark.lang);
    mark.classList.toggle("filled", Boolean(value));
  }
  for (const line of sheet.querySelectorAll("[data-only]")) line.parentElement.hidden = !typed[line.dataset.only];
}

function identityField(field, letter, sheet) {
  const id = `field-${field.key}`;
  const long = field.kind === "long";
  const input = h(long ? "textarea" : "input", {
    id, type: long ? null : field.kind, maxlength: long ? 2000 : 200, "aria-describedby": `${id}-why`, autocomplete: "off",
    spellcheck: "false", "data-typed": true,
    oninput: () => {
      typed[field.key] = input.value;
      fillSheet(letter, sheet);
    },
  });
  input.value = typed[field.key] ?? "";
  return h("div", { class: "field" }, h("label", { for: id }, say(field.label)), h("p", { class: "hint", id: `${id}-why` }, say(field.reason)), input);
}

function identityForm(letter, sheet) {
  if (!letter.fields.length) return null;
  return h("form", { class: "identity", autocomplete: "off", onsubmit: (event) => event.preventDefault() },
    h("fieldset", {}, h("legend", {}, t("identity_title")), ...letter.fields.map((field) => identityField(field, letter, sheet))));
}

function notes(letter, ...groups) {
  return groups.filter((group) => letter[group]?.length).map((group) =>
    h("section", { class: `notes ${group}` }, h("h3", {}, say(letter.words[`notes_${group}`])),
      h("ul", {}, ...letter[group].map((text) => h("li", {}, say(text))))));
}

/** As the server names its files: no name, no agency, no subject. */
const fileName = (letter, extension) => `${say(letter.file_name)}-1-${letter.written_on}.${extension}`;

/** The text that copy, print and save use: the person's own version where they changed it. */
const current = (letter) => byId("letter-edit")?.value ?? letterText(letter, typed);

function editor(letter, sheet) {
  const place = h("div", { class: "editing" });
  const closed = () => {
    sheet.hidden = false;
    place.replaceChildren(button(t("edit"), open));
  };
  const open = () => {
    const area = h("textarea", { id: "letter-edit", rows: 24, lang: letter.language, "data-typed": true, spellcheck: "false", autocomplete: "off" });
    area.value = letterText(letter, typed);
    // Typing begins at the beginning; a browser would otherwise go to the end of a long letter.
    area.setSelectionRange(0, 0);
    sheet.hidden = true;
    const back = () => {
      closed();
      place.firstElementChild.focus();
    };
    const label = h("label", { for: "letter-edit" }, t("edit_label"));
    place.replaceChildren(label, area, h("p", { class: "hint" }, t("edit_note")), button(t("edit_done"), back));
    area.focus({ preventScroll: true });
    label.scrollIntoView({ block: "start" });
  };
  closed();
  return place;
}

async function copy(letter) {
  try {
    await navigator.clipboard.writeText(current(letter));
    news(t("copied"));
  } catch {
    news(t("copy_failed"));
  }
}

/** However printing is asked for, the person's own version is what is printed. */
function printOwnText() {
  const own = byId("letter-edit");
  if (own) byId("letter").append(h("pre", { id: "print-text", class: "print-only", lang: own.lang }, own.value));
}
/** The browser asks before it throws away what was typed. Leaving fast and erasing empty the fields first. */
function askBeforeLosing(event) {
  if ([...document.querySelectorAll("#letter [data-typed]")].some(({ value }) => value)) event.preventDefault();
}

addEventListener("beforeunload", askBeforeLosing);
addEventListener("beforeprint", printOwnText);
addEventListener("afterprint", () => byId("print-text")?.remove());

function saveText(letter) {
  save(new Blob([current(letter)], { type: "text/plain;charset=utf-8" }), fileName(letter, "txt"));
}

/** Where a copy of an identity document goes along, the page that covers parts of it is one link away. */
function maskLink(letter) {
  if (!letter.enclosures.length) return null;
  return h("p", {}, h("a", { href: `/${lang === "nl" ? "nl/kopie-afdekken" : "en/cover-a-copy"}`, target: "_blank", rel: "noopener" }, t("mask_link")));
}

function outHere(letter) {
  return h("section", { class: "out" }, h("h3", {}, t("here_title")), h("div", { class: "actions" },
    button(t("copy"), () => copy(letter), true), button(t("print"), () => window.print()), button(t("save_text"), () => saveText(letter))));
}

async function download(letter, format, extra) {
  news(t("making_file"));
  try {
    save(await api.file(session, letter.wanted, format, extra), fileName(letter, format));
    news(t("file_ready"));
  } catch {
    news(t("file_failed"));
  }
}

function outServer(letter) {
  // The person's own version goes as it is; there is nothing left in it to fill in.
  const filling = () => {
    const own = byId("letter-edit");
    return own ? { text: own.value } : { identity: Object.fromEntries(Object.entries(typed).filter(([, value]) => value)) };
  };
  const posted = h("input", { type: "date", id: "sent-on", autocomplete: "off", "data-typed": true });
  const calendar = () => {
    if (posted.value) return download(letter, "ics", { sent_on: posted.value });
    news(t("sent_on_wanted"));
    return posted.focus();
  };
  return h("section", { class: "out" }, h("h3", {}, t("server_title")), h("p", {}, t("server_note")),
    h("div", { class: "actions" }, button(t("pdf"), () => download(letter, "pdf", filling())), button(t("docx"), () => download(letter, "docx", filling())),
      letter.formats?.includes("eml") && button(t("eml"), () => download(letter, "eml", filling()))),
    letter.terms?.length > 0 && h("div", { class: "actions" }, h("label", { for: "sent-on" }, t("sent_on")), posted, button(t("ics"), calendar)));
}

/** Shows a letter without moving the focus. @param {object} letter as the server drafts it, without identity */
export function showLetter(letter) {
  letter.wanted ??= { agency: letter.agency, type: letter.action };
  const place = byId("letter");
  const translated = lang !== letter.language;
  const sheet = h("div", { class: translated ? "sheet with-reading" : "sheet", lang: letter.language }, ...layout(letter).flatMap((block) => sheetBlock(block, letter)));
  const reading = h("input", { type: "checkbox", id: "reading", checked: translated, onchange: () => sheet.classList.toggle("with-reading", reading.checked) });
  place.replaceChildren(...[
    h("h2", { id: "letter-title", tabindex: "-1" }, t("letter_title")),
    session.plan && h("button", { type: "button", class: "back", onclick: hideLetter }, t("close_letter")),
    h("p", {}, t("letter_intro")),
    ...notes(letter, "warnings"),
    identityForm(letter, sheet),
    h("h3", {}, t("preview_title")),
    h("p", {}, t(letter.language === "nl" ? "preview_dutch" : "preview_other")),
    h("p", { class: "check" }, reading, h("label", { for: "reading" }, t("show_reading"))),
    sheet, editor(letter, sheet), outHere(letter), outServer(letter),
    h("p", { id: "letter-news", role: "status", class: "news" }),
    h("p", { class: "border-note" }, t("border_note")),
    ...notes(letter, "send", "signer", "enclosures", "reminders"),
    maskLink(letter),
    h("p", { class: "hint" }, say(letter.status)),
    button(t("close_letter"), hideLetter),
  ].filter(Boolean));
  fillSheet(letter, sheet);
  place.hidden = false;
  place.setAttribute("aria-labelledby", "letter-title");
  turnTo("letter");
}

function hideLetter() {
  if (byId("plan-title")) arrive("plan");
  else turnTo(null);
}

/** "Write this letter" in the plan: the person asked for it, so the focus goes along. */
export async function openLetter({ agency, type, about }) {
  const wanted = { agency, type, about: about ?? undefined };
  // The person's own version is not thrown away by asking for the same letter again.
  if (byId("letter-edit") && JSON.stringify(session.letter?.wanted) === JSON.stringify(wanted)) return arrive("letter");
  const place = byId("letter");
  place.hidden = false;
  turnTo("letter");
  place.replaceChildren(h("p", { role: "status" }, t("letter_loading")));
  try {
    session.letter = { ...(await api.draft(session, wanted)), wanted };
    showLetter(session.letter);
    keep();
    arrive("letter");
  } catch {
    place.replaceChildren(h("p", { role: "alert" }, t("letter_failed")), h("div", { class: "actions" },
      button(t("retry"), () => openLetter({ agency, type, about }), true), button(t("close_letter"), hideLetter)));
    place.querySelector("button").focus();
  }
}

/** Every letter of the plan in one file. @param {(text: string) => void} tell says how far it is */
export async function downloadAll(tell) {
  tell(t("making_file"));
  try {
    save(await api.file(session, { agency: "", type: "" }, "zip"), `${t("bundle_name")}.zip`);
    tell(t("file_ready"));
  } catch {
    tell(t("bundle_failed"));
  }
}

/** Drops everything that was typed. */
export function forgetTyped() {
  typed = {};
  for (const field of document.querySelectorAll("[data-typed]")) field.value = "";
}
