/** "Go on elsewhere": makes a case code, shows it once, and takes it back. */

import * as api from "./api.js";
import { byId, h } from "./dom.js";
import { keep, session } from "./session.js";
import { moment, t } from "./words.js";

/** Signs in groups of four, so that they can be read out and copied by hand. */
const groups = (code) => h("p", { class: "code", id: "case-code", tabindex: "-1" },
  ...code.split("-").flatMap((group) => [h("span", {}, group), " "]));

/** @param {HTMLElement} opener gets the focus back */
export function offerCode(opener) {
  const place = byId("drawer");
  const body = h("div", {}, h("p", {}, t("code_why"), " ", t("elsewhere")), h("p", {}, t("code_without")), h("p", {}, t("code_rules")));
  const news = h("p", { role: "status", class: "news" });
  const button = (label, action, primary) => h("button", { type: "button", class: primary ? "primary" : null, onclick: action }, label);
  const close = button(t("close"), () => {
    place.replaceChildren();
    opener.focus();
  });
  const actions = h("div", { class: "actions" }, button(t("code_make"), make, true), close);

  async function make() {
    try {
      const { code, expires_at: until } = await api.keepCase(session);
      session.codeUntil = until;
      keep();
      body.replaceChildren(h("p", {}, t("code_here")), groups(code), h("p", {}, t("code_until", { until: moment(until) })));
      actions.replaceChildren(button(t("code_withdraw"), () => withdraw(code)), close);
      news.textContent = "";
      byId("case-code").focus();
    } catch (problem) {
      news.textContent = t({ 409: "code_nothing", 429: "too_many" }[problem.status] ?? "unavailable");
    }
  }

  async function withdraw(code) {
    try {
      await api.withdrawCase(code);
    } catch (problem) {
      if (problem.status !== 404) {
        news.textContent = t("unavailable");
        return;
      }
    }
    session.codeUntil = null;
    keep();
    body.replaceChildren();
    actions.replaceChildren(close);
    news.textContent = t("code_withdrawn");
    close.focus();
  }

  place.replaceChildren(h("section", { class: "drawer", "aria-label": t("code_button") }, body, actions, news));
  actions.firstElementChild.focus();
  place.scrollIntoView({ block: "nearest" });
}
