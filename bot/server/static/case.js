/** "My case": opens the saved file, keeps what was sent and what came back, and asks for the plan that follows. */

import * as api from "./api.js";
import { askAndSave } from "./case-save.js";
import { byId, h } from "./dom.js";
import { watchIdle } from "./leaving.js";
import { forgetTyped } from "./letter.js";
import { planLetters, showPlan } from "./plan.js";
import { labels } from "./receipt.js";
import { session } from "./session.js";
import { unlock } from "./vault.js";
import { say, t } from "./words.js";

const WAYS = ["post", "email", "form"];
const REPLIES = ["pending", "refused", "partial", "no_data", "more_wanted", "not_competent"];
/** What only the conversation asks about an earlier request; it goes along as it was told. */
const TOLD_ONLY = ["regime", "phase", "decided_on", "phase_ended_on", "extended_until"];
const tell = (text) => (byId("status").textContent = text);

/** What a file holds: facts, and per letter what was sent and what came back. */
let current = null;

function field(label, input) {
  return h("div", { class: "field" }, h("label", { for: input.id }, t(label)), input);
}

function dateField(letter, key, id, label) {
  const input = h("input", { type: "date", id: `${id}-${key}`, autocomplete: "off", onchange: () => (letter[key] = input.value) });
  input.value = letter[key] ?? "";
  return field(label, input);
}

function choiceField(letter, key, id, label, options, prefix) {
  const input = h("select", { id: `${id}-${key}`, autocomplete: "off", onchange: () => (letter[key] = input.value) },
    ...options.map((option) => h("option", { value: option }, t(prefix + option))));
  input.value = letter[key] ?? options[0];
  return field(label, input);
}

function letterForm(letter, i) {
  const id = `case-${i}`;
  return h("fieldset", { class: "step" }, h("legend", {}, say(letter.title)),
    dateField(letter, "sent_on", id, "case_sent_on"),
    choiceField(letter, "sent_by", id, "case_sent_by", WAYS, "case_by_"),
    dateField(letter, "received_on", id, "case_received_on"),
    choiceField(letter, "status", id, "case_reply", REPLIES, "case_reply_"),
    dateField(letter, "decision_sent_on", id, "case_reply_on"));
}

/** A letter that was sent is an earlier request; the others are none. */
function earlierRequests(letters) {
  return letters.filter((letter) => letter.sent_on).map((letter) => ({
    agency: letter.agency, request_type: letter.type, sent_on: letter.sent_on, sent_by: letter.sent_by ?? "post", status: letter.status ?? "pending",
    ...Object.fromEntries(TOLD_ONLY.filter((key) => letter[key]).map((key) => [key, letter[key]])),
    ...(letter.received_on ? { received_on: letter.received_on } : {}),
    ...(letter.decision_sent_on && (letter.status ?? "pending") !== "pending" ? { decision_sent_on: letter.decision_sent_on } : {}),
  }));
}

async function next() {
  const { prior_requests: told = [], today: _, ...facts } = current.facts;
  const sent = earlierRequests(current.letters);
  const known = told.filter((one) => !sent.some((other) => other.agency === one.agency && other.request_type === one.request_type));
  session.facts = { ...facts, prior_requests: [...known, ...sent] };
  try {
    const plan = await api.planFor(session.facts);
    addLetters(plan);
    showPlan(plan);
    byId("plan-title").focus();
  } catch {
    tell(t("case_next_failed"));
  }
}

/** Requests that were told of in the conversation are followed up like the letters written here. */
async function addTold() {
  const { values = {} } = await labels();
  const called = (name, value) => values[name]?.[value] ?? value;
  for (const told of current.facts.prior_requests ?? []) {
    const { agency, request_type: type } = told;
    if (!agency || !type || current.letters.some((letter) => letter.agency === agency && letter.type === type)) continue;
    current.letters.push({ ...told, agency, type, title: `${called("agency", agency)}: ${called("request_type", type)}` });
  }
}

/** Letters of a new plan that the file does not hold yet. */
function addLetters(plan) {
  const held = new Set(current.letters.map(({ agency, type }) => `${agency}/${type}`));
  const fresh = planLetters(plan).filter(({ agency, type }) => !held.has(`${agency}/${type}`));
  current.letters.push(...fresh);
  show();
}

function show() {
  const again = h("button", { type: "button", onclick: () => askAndSave(async () => current, again) }, t("case_save_again"));
  byId("case-letters").replaceChildren(h("h2", {}, t("case_letters")), ...current.letters.map(letterForm),
    h("p", { class: "hint" }, t("case_next_note")),
    h("div", { class: "actions" }, h("button", { type: "button", class: "primary", onclick: next }, t("case_next")), again));
}

/** Nobody is there any more: nothing of the case stays on the screen. */
function wipe() {
  current = null;
  session.facts = session.letter = null;
  forgetTyped();
  for (const id of ["case-letters", "drawer", "plan", "letter"]) byId(id).replaceChildren();
  for (const id of ["plan", "letter"]) byId(id).hidden = true;
  form.reset();
  tell(t("case_idle"));
}

const form = byId("case-open");
watchIdle({ busy: () => current !== null, wipe, warning: "case_idle_warning" });
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const opened = await unlock(await byId("case-file").files[0].text(), byId("case-phrase").value);
    if (typeof opened.facts !== "object" || !Array.isArray(opened.letters)) throw new TypeError("not a case");
    current = { facts: opened.facts, letters: opened.letters };
    byId("case-phrase").value = "";
    tell("");
    await addTold();
    show();
  } catch {
    tell(t("case_wrong"));
  }
});
