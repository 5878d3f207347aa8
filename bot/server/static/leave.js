/** Ways to leave nothing behind: leave fast, erase all, erase when idle, and what the server holds. */

import * as api from "./api.js";
import { clear, tell } from "./chat.js";
import { byId, h } from "./dom.js";
import { onLeave, replacePage, watchIdle } from "./leaving.js";
import { forgetTyped } from "./letter.js";
import { forget, session } from "./session.js";
import { moment, t } from "./words.js";

const KEEP_EVERY_MS = 5 * 60_000;

function leave(event) {
  event?.preventDefault();
  if (session.id) api.eraseOnLeaving(session);
  forgetTyped();
  forget();
  replacePage();
}

/** Erases here and on the server, then asks the server whether the conversation is really gone. */
async function eraseAll() {
  const erased = { id: session.id, token: session.token };
  const remains = codeRemains();
  forgetTyped();
  clear();
  showTools();
  if (!erased.id) return tell(t("erased_here"), ...remains);
  tell(t("erasing"));
  try {
    await api.erase(erased);
  } catch {
    // Whatever went wrong, the next question to the server decides what is said.
  }
  tell(t((await api.isGone(erased)) ? "erased" : "erased_here_only"), t("backups"), ...remains);
}

/** A code outlives the conversation, so that one can go on elsewhere; whoever erases must know. */
const codeRemains = () => (session.codeUntil ? [t("code_remains", { until: moment(session.codeUntil) })] : []);

function askToErase() {
  const close = () => {
    byId("drawer").replaceChildren();
    byId("erase").focus();
  };
  const yes = h("button", { type: "button", class: "primary", onclick: () => {
    eraseAll();
    byId("message").focus();
  } }, t("erase_yes"));
  byId("drawer").replaceChildren(h("div", { class: "drawer", role: "group", "aria-label": t("erase_ask") },
    h("p", {}, t("erase_ask")), h("div", { class: "actions" }, yes, h("button", { type: "button", onclick: close }, t("erase_no")))));
  yes.focus();
}

async function showReceipt() {
  const place = byId("drawer");
  const close = h("button", { type: "button", onclick: () => {
    place.replaceChildren();
    byId("receipt").focus();
  } }, t("close"));
  const frame = (...content) => place.replaceChildren(h("section", { class: "drawer", "aria-labelledby": "receipt-title" },
    h("h3", { id: "receipt-title", tabindex: "-1" }, t("receipt_title")), ...content, close));
  if (!session.id) frame(h("p", {}, t("nothing_stored")));
  else {
    try {
      const held = await api.receipt(session);
      const { heldList } = await import("./receipt.js");
      frame(h("p", {}, t("receipt_server", { until: moment(held.expires_at * 1000) })), ...(await heldList(held)),
        ...codeRemains().map((line) => h("p", {}, line)), h("p", {}, t("receipt_also")), h("p", {}, t("receipt_not")), h("p", {}, t("receipt_here")));
    } catch {
      frame(h("p", {}, t("receipt_failed")));
    }
  }
  byId("receipt-title").focus();
}

/** The server ends a conversation after the same idle time; whoever reads a plan here is not idle there either. */
function keepAwake() {
  let kept = Date.now();
  return (last) => {
    if (!session.id || last <= kept || Date.now() - kept < KEEP_EVERY_MS) return;
    kept = Date.now();
    api.receipt(session).catch(() => undefined);
  };
}

export function showTools() {
  byId("erase").hidden = session.entries.length === 0;
}

export function prepareLeaving() {
  onLeave(leave);
  watchIdle({
    busy: () => session.entries.length > 0,
    wipe: () => eraseAll().then(() => tell(t("idle_erased"))),
    stay: keepAwake(),
  });
  byId("receipt").hidden = false;
  byId("receipt").addEventListener("click", showReceipt);
  byId("erase").addEventListener("click", askToErase);
  document.addEventListener("erased", () => {
    forgetTyped();
    clear();
    showTools();
  });
}
