/** The plan as cards in order, beside the conversation. */

import { receipt } from "./api.js";
import { sourceList } from "./cards.js";
import { byId, h, link } from "./dom.js";
import { downloadAll, openLetter } from "./letter.js";
import { session } from "./session.js";
import { turnTo } from "./side.js";
import { day, lang, say, t } from "./words.js";

const OVERVIEW_FROM = 3;
const numbered = (plan) => plan.steps.filter((step) => !step.optional);
/** The letters of a plan, as a case file holds them. */
export const planLetters = (plan) =>
  plan.steps.filter(({ letter }) => letter).map(({ letter, title }) => ({ agency: letter.agency, type: letter.type, title }));
/** As the plan numbers them; what one may also do is not counted. */
export const stepCount = (plan) => numbered(plan).length || plan.steps.length;

function deadline(value, dayKey) {
  if (!value) return null;
  const later = value.latest && value.latest !== value.day && value.latest;
  const warning = value.past ? "deadline_past" : value.maybe_past ? "deadline_maybe_past" : null;
  return [
    value.day && h("strong", { class: "line begun" }, t(dayKey, { day: day(value.day) })),
    later && h("span", { class: "line begun" }, t("deadline_latest", { day: day(later) })),
    h("span", { class: "line" }, say(value.rule)),
    warning && h("strong", { class: "warn" }, t(warning)),
  ];
}

function row(key, ...content) {
  const shown = content.flat().filter(Boolean);
  return shown.length ? h("div", { class: `row ${key}` }, h("dt", {}, t(key)), h("dd", {}, ...shown)) : null;
}

/** What a step is called; the number stands above its title and is read before it. */
function stepTitle(step, number) {
  if (!number) return h("h4", {}, say(step.title));
  return h("h3", { id: `step-${number}`, tabindex: "-1" }, h("span", { class: "step-number" }, t("step", { n: number })), h("span", { class: "unseen" }, ". "), say(step.title));
}

/** All steps on one screen, each with its last day; a long plan is read from here. */
function overview(steps) {
  if (steps.length < OVERVIEW_FROM) return null;
  const line = (step, i) => {
    const last = step.your_deadline?.day;
    return h("li", {}, h("a", { href: `#step-${i + 1}` }, say(step.title)), last && h("span", { class: "due begun" }, t("deadline_day", { day: day(last) })));
  };
  return h("nav", { class: "overview", "aria-labelledby": "overview-title" }, h("h3", { id: "overview-title" }, t("overview")), h("ol", {}, ...steps.map(line)));
}

function stepCard(step, number) {
  const how = (step.how ?? []).map((line) => h("li", {}, say(line)));
  return h("article", { class: step.your_deadline?.past ? "step past" : "step" },
    stepTitle(step, number),
    h("p", {}, say(step.why)),
    how.length > 0 && h("ol", { class: "how", "aria-label": t("how") }, ...how),
    h("dl", {},
      row("your_deadline", deadline(step.your_deadline, "deadline_day")),
      row("agency_deadline", deadline(step.agency_deadline, "deadline_answer")),
      row("cost", say(step.cost)),
      row("legal_basis", say(step.legal_basis))),
    step.letter && h("button", { type: "button", class: "primary letter-button", onclick: () => openLetter(step.letter) }, t("write_letter")),
    h("details", {}, h("summary", {}, t("more")),
      h("dl", {}, row("expect", say(step.expect)), row("if_refused", say(step.if_refused)), row("sources", sourceList(step.sources, lang)))));
}

function notes(title, items) {
  const lines = (items ?? []).map((item) => {
    const text = say(item.text ?? item);
    return h("li", {}, item.title && h("strong", {}, say(item.title), ". "), text,
      item.phone && [" ", h("a", { href: `tel:${item.phone.replace(/[^+\d]/g, "")}` }, item.phone)],
      item.url && [" ", link(item.url, item.url.replace(/^https:\/\/(www\.)?|\/$/g, ""))]);
  });
  return lines.length ? h("section", { class: "notes" }, h("h3", {}, t(title)), h("ul", {}, ...lines)) : null;
}

/** @param {object} plan as the server's contract has it */
export function showPlan(plan) {
  const place = byId("plan");
  const optional = plan.steps.filter((step) => step.optional);
  const bundle = plan.steps.filter((step) => step.letter && !step.optional).length > 1;
  place.replaceChildren(
    h("h2", { id: "plan-title", tabindex: "-1" }, t("plan_title")),
    plan.urgent && h("p", { class: "urgent-box" }, t("urgent")) || "",
    h("p", {}, t("plan_intro")),
    overview(numbered(plan)) ?? "",
    ...numbered(plan).map((step, i) => stepCard(step, i + 1)),
  );
  if (optional.length) {
    place.append(h("section", { class: "optional" }, h("h3", {}, t("optional_title")), h("p", {}, t("optional_intro")),
      h("details", {}, h("summary", {}, t("optional_show", { count: optional.length })), ...optional.map((step) => stepCard(step, 0)))));
  }
  const extras = [notes("expectations", plan.expectations), notes("help", plan.help)].filter(Boolean);
  const news = h("p", { role: "status", class: "news" });
  place.append(...extras, h("section", { class: "keep" }, h("h3", {}, t("plan_keep")), h("div", { class: "actions" },
    h("button", { type: "button", onclick: () => window.print() }, t("print_plan")),
    session.id && h("button", { type: "button", onclick: saveCase }, t("case_save")),
    session.id && h("button", { type: "button", onclick: goElsewhere }, t("code_button")),
    bundle && h("button", { type: "button", onclick: () => downloadAll((text) => (news.textContent = text)) }, t("all_letters"))),
    news, bundle && h("p", { class: "hint" }, t("all_letters_note"), " ", t("border_note"))));
  place.hidden = false;
  turnTo("plan");
  if (byId("safe")) byId("safe").open = false;
}

/** The facts as the server holds them and the letters of this plan, in a locked file. */
async function saveCase({ currentTarget: opener }) {
  const { askAndSave } = await import("./case-save.js");
  const letters = planLetters(session.plan);
  askAndSave(async () => ({ facts: (await receipt(session)).held.facts ?? {}, letters }), opener);
}

async function goElsewhere({ currentTarget: opener }) {
  (await import("./code-make.js")).offerCode(opener);
}
