/** The conversation: shows messages, sends them once, keeps its place. */

import * as api from "./api.js";
import { contactsCard, questionCard, reminderCard, sourcesCard, spoken } from "./cards.js";
import { byId, h, paragraphs } from "./dom.js";
import { openLetter, showLetter } from "./letter.js";
import { showPlan, stepCount } from "./plan.js";
import { keep, forget, session } from "./session.js";
import { turnTo } from "./side.js";
import { lang, t } from "./words.js";

const TYPING_AFTER_MS = 350;
const SLOW_AFTER_MS = 8000;
const RESTORED_AFTER_MS = 500;
const NEAR_END_PX = 40;
const PAGE_TOP_PX = 90;
const RETRIES_MS = [1000, 3000];
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Short news for the ear and the eye; not part of the transcript. */
export function tell(...content) {
  byId("status").replaceChildren(...content.map((part) => (typeof part === "string" ? h("p", {}, part) : part)));
}

function bubble(who, language, ...content) {
  const name = h("span", { class: "unseen" }, `${t(who)}: `);
  return h("div", { class: `msg ${who}`, lang: language }, name, ...content);
}

function choices(entry) {
  const group = h("div", { class: "choices", role: "group" });
  for (const button of entry.buttons) {
    const chosen = entry.chosen === button.payload;
    group.append(
      h("button", {
        type: "button",
        class: chosen ? "choice chosen" : "choice",
        "aria-disabled": entry.chosen !== undefined ? "true" : null,
        "aria-pressed": chosen ? "true" : null,
        onclick: (event) => choose(entry, button, group, event.currentTarget),
      }, button.title),
    );
  }
  return group;
}

function choose(entry, button, group, pressed) {
  if (entry.chosen !== undefined || pressed.getAttribute("aria-disabled")) return;
  if (session.pending) return retryPending();
  entry.chosen = button.payload;
  pressed.classList.add("chosen");
  // An attribute and no text: text added inside the log would be read out.
  pressed.setAttribute("aria-pressed", "true");
  for (const other of group.children) other.setAttribute("aria-disabled", "true");
  say(button.payload, button.title);
}

/** A question that comes again after something else was said has given its reason already. */
const askedBefore = (entry) =>
  session.entries.slice(0, session.entries.indexOf(entry)).some(({ card: earlier }) => earlier?.fact && earlier.fact === entry.card.fact);

/** What an earlier question still offered is settled or asked again: one question is open at a time. */
function closeEarlierQuestions() {
  for (const open of byId("log").querySelectorAll(".question :is(button, input)")) {
    open.setAttribute("aria-disabled", "true");
    if (open.matches("input")) open.readOnly = true;
  }
}

function card(entry) {
  const { card: data } = entry;
  if (data?.type === "question") return questionCard(data, entry, (text) => say(text, text), !askedBefore(entry));
  if (data?.type === "contacts") return contactsCard(data, entry.lang);
  if (data?.type === "sources") return sourcesCard(data, entry.lang);
  if (data?.type === "reminder") return reminderCard(data);
  if (data?.type === "plan") {
    const count = data.count;
    const line = count === 1 ? t("plan_ready_one") : t("plan_ready", { count });
    return h("p", { class: "pointer", lang }, line, " ", h("a", { href: "#plan" }, t("plan_link")));
  }
  if (data?.type === "letter") {
    const open = (event) => {
      event.preventDefault();
      event.stopPropagation();
      openLetter(data.wanted);
    };
    return h("p", { class: "pointer", lang }, t("letter_ready"), " ", h("a", { href: "#letter", onclick: open }, t("letter_link")));
  }
  return null;
}

function show(entry) {
  const log = byId("log");
  const asks = entry.card?.type === "question";
  if (asks) closeEarlierQuestions();
  const content = [...paragraphs(spoken(entry)), card(entry), entry.buttons?.length ? choices(entry) : null];
  if (content.some(Boolean)) log.append(bubble(entry.who, entry.lang, ...content));
  if (asks) log.lastElementChild.classList.add("question");
  toEnd();
}

/** In a column of its own the log scrolls by itself, to its newest message. */
function toEnd() {
  const log = byId("log");
  log.scrollTop = log.scrollHeight;
}

/** Whatever opens below the log makes it lower; who was reading its end goes on reading its end. */
export function stayAtEnd() {
  const log = byId("log");
  let atEnd = true;
  log.addEventListener("scroll", () => (atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX), { passive: true });
  new ResizeObserver(() => atEnd && toEnd()).observe(log);
}

/** Brings what is new into view, from its beginning where not all of it fits. */
function follow(first = byId("log").lastElementChild) {
  const log = byId("log");
  const ownColumn = getComputedStyle(log).overflowY !== "visible";
  const height = log.lastElementChild.getBoundingClientRect().bottom - first.getBoundingClientRect().top;
  if (ownColumn) {
    if (height > log.clientHeight) log.scrollTop += first.getBoundingClientRect().top - log.getBoundingClientRect().top;
  } else if (height > innerHeight - PAGE_TOP_PX) first.scrollIntoView({ block: "start" });
  else log.lastElementChild.scrollIntoView({ block: "nearest" });
  return ownColumn;
}

function add(entry) {
  session.entries.push(entry);
  show(entry);
  keep();
}

/** Ways to begin stand there only until something has begun. */
function showStart(shown) {
  for (const id of ["starters", "code-entry"]) byId(id).hidden = !shown;
}

/** Takes up a conversation that begins with the facts under a case code. @param {{id: string, token: string}} begun */
export async function goOn({ id, token }) {
  const plan = await api.plan({ id, token });
  Object.assign(session, { id, token });
  showStart(false);
  receive([{ text: t("code_opened"), lang }, { lang, card: { type: "plan", plan } }]);
}

/** Shows the transcript again after a reload, without reading all of it aloud. */
export function restore() {
  if (!session.entries.length) return;
  const log = byId("log");
  log.setAttribute("aria-live", "off");
  session.entries.forEach(show);
  showStart(false);
  const { side } = session;
  if (session.plan) showPlan(session.plan);
  if (session.letter) showLetter(session.letter);
  turnTo(side);
  setTimeout(() => log.removeAttribute("aria-live"), RESTORED_AFTER_MS);
  if (session.pending) deliver();
}

function receive(messages) {
  const before = byId("log").lastElementChild;
  let beside = null;
  for (const message of messages) {
    const entry = { who: "bot", text: message.text ?? "", lang: message.lang ?? session.lang, buttons: message.buttons ?? [] };
    entry.card = message.card ?? null;
    session.lang = entry.lang;
    if (entry.card?.type === "plan") {
      session.plan = entry.card.plan;
      showPlan(session.plan);
      beside = "plan";
      entry.card = { type: "plan", count: stepCount(session.plan) };
    } else if (entry.card?.type === "letter") {
      session.letter = entry.card.letter;
      showLetter(session.letter);
      beside = "letter";
      entry.card = { type: "letter", wanted: session.letter.wanted };
    }
    add(entry);
  }
  byId("other-page")?.remove();
  if (session.lang !== lang) {
    const url = document.querySelector(".languages a").href;
    byId("log").append(h("p", { class: "pointer", id: "other-page", lang: session.lang }, h("a", { href: url }, t("other_page_language"))));
  }
  const ownColumn = follow(before.nextElementSibling ?? before);
  // Beside the conversation a new plan or letter is read from its top; below it, a link leads there.
  if (beside && ownColumn) byId(beside).scrollIntoView({ block: "start" });
}

/**
 * Sends what the person typed or chose; `shown` is how it stands in the transcript. False where an earlier message
 * still waits: that one goes first, and nothing of the new one is lost.
 */
export function say(text, shown = text) {
  if (session.pending) {
    retryPending();
    return false;
  }
  showStart(false);
  // What an open drawer shows, such as the list of what is stored, is about to be out of date.
  byId("drawer").replaceChildren();
  add({ who: "you", text: shown, lang: session.lang });
  follow();
  session.pending = { text, lang: session.lang, key: newKey() };
  keep();
  deliver();
  return true;
}

/** Delivers the pending message; the key makes a repeated delivery harmless. */
async function deliver() {
  const typing = setTimeout(() => tell(h("p", { class: "typing" }, t("typing"))), TYPING_AFTER_MS);
  const slow = setTimeout(() => tell(h("p", { class: "typing" }, t("slow"))), SLOW_AFTER_MS);
  byId("composer").setAttribute("aria-busy", "true");
  try {
    const { messages, erased } = await attempt();
    session.pending = null;
    tell();
    // "Erase my data", said in the conversation: nothing of it may stay on the screen either.
    if (erased) document.dispatchEvent(new Event("erased"));
    receive(messages);
  } catch (problem) {
    failed(problem);
  } finally {
    clearTimeout(typing);
    clearTimeout(slow);
    byId("composer").removeAttribute("aria-busy");
    keep();
  }
}

async function attempt() {
  const { text, lang: language, key } = session.pending;
  for (let round = 0; ; round += 1) {
    try {
      if (!session.id) {
        const { id, token } = await api.begin(session.lang);
        Object.assign(session, { id, token });
        keep();
      }
      return await api.send(session, { text, lang: language }, key);
    } catch (problem) {
      if (problem.status === 404 || problem.status === 410 || problem.status === 401) {
        startAnew();
      } else if ((problem.status === 0 || problem.status >= 500) && round < RETRIES_MS.length && navigator.onLine) {
        await pause(RETRIES_MS[round]);
      } else throw problem;
      if (round > RETRIES_MS.length) throw problem;
    }
  }
}

/** The server has forgotten the conversation: say so, and go on in a new one with the same message. */
function startAnew() {
  Object.assign(session, { id: null, token: null });
  const notice = { who: "bot", text: t("expired"), lang, buttons: [] };
  session.entries.splice(-1, 0, notice);
  byId("log").lastElementChild.before(bubble("bot", lang, h("p", {}, notice.text)));
}

const REASONS = { 413: "too_long", 429: "too_many", 400: "refused", 422: "refused", 0: "not_sent" };

function failed(problem) {
  const reason = REASONS[problem.status] ?? "unavailable";
  if (reason === "refused" || reason === "too_long") {
    const { entries } = session;
    byId("message").value ||= entries.at(-1)?.text ?? "";
    session.pending = null;
    return tell(h("div", { class: "problem" }, h("p", {}, t(reason))));
  }
  const again = () => {
    // The button goes away; the focus stays in the conversation.
    byId("message").focus();
    retryPending();
  };
  const retry = h("button", { type: "button", class: "choice", onclick: again }, t("retry"));
  return tell(h("div", { class: "problem" }, h("p", {}, t(navigator.onLine ? reason : "offline")), retry));
}

export function retryPending() {
  if (session.pending && !byId("composer").hasAttribute("aria-busy")) deliver();
}

/** Empties the screen and this tab's memory; the greeting stays. */
export function clear() {
  forget();
  const log = byId("log");
  log.replaceChildren(log.firstElementChild);
  for (const id of ["plan", "letter"]) {
    byId(id).replaceChildren();
    byId(id).hidden = true;
  }
  byId("drawer").replaceChildren();
  showStart(true);
  byId("message").value = "";
  turnTo(null);
  byId("safe").open = true;
}
