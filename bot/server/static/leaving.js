/** The bare act of leaving: the screen goes blank, another page takes the place of this one. */

import { byId } from "./dom.js";

const WITHIN_MS = 2000;

/** Also on its own: nothing of this page stays on the screen, and the back button does not come back to it. */
export function replacePage() {
  const url = byId("exit").href;
  document.title = "\u200b";
  document.body.replaceChildren();
  try {
    // Inside a host's page, that page leaves as well.
    window.top.location.replace(url);
  } catch {
    window.location.replace(url);
  }
}

/** Esc belongs to screen readers; three presses of Shift hardly happen by accident. */
export function onShiftThrice(leave) {
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") presses = [];
    else if (!event.repeat) {
      const now = Date.now();
      presses = [...presses.filter((at) => now - at < WITHIN_MS), now];
      if (presses.length >= 3) leave();
    }
  });
}
