/** The place beside the conversation shows one thing at a time, the plan or a letter; links inside the page lead there. */

import { byId } from "./dom.js";
import { keep, session } from "./session.js";

/** @param {"plan" | "letter" | null} view */
export function turnTo(view) {
  if (view) document.body.dataset.side = view;
  else delete document.body.dataset.side;
  session.side = view;
  keep();
}

/** Brings a part of the page into view and the focus to its heading. @param {string} id */
export function arrive(id) {
  const place = byId(id);
  if (!place) return;
  if (id === "plan" || id === "letter") turnTo(id);
  const target = place.matches("[tabindex]") ? place : (place.querySelector("[tabindex='-1']") ?? place);
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "start" });
}

/** Without an entry in the browser's history: whoever leaves fast leaves nothing of it to go back to. */
export function followLinks() {
  document.addEventListener("click", (event) => {
    const to = event.target.closest?.('a[href^="#"]');
    if (!to || !byId(to.hash.slice(1))) return;
    event.preventDefault();
    arrive(to.hash.slice(1));
  });
}
