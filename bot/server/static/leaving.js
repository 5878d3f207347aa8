/** What every page does to leave nothing behind: go blank and make place for another page, and wipe when idle. */

import { byId, h } from "./dom.js";
import { t } from "./words.js";

const WITHIN_MS = 2000;
const IDLE_MS = 30 * 60_000;
const WARN_MS = 2 * 60_000;
const CHECK_EVERY_MS = 5000;

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

/** By the button, or by Shift three times: Esc belongs to screen readers, and this hardly happens by accident. */
export function onLeave(leave) {
  const exit = byId("exit");
  // Only with script does the button do all of this.
  exit.title = exit.dataset.hint;
  exit.addEventListener("click", leave);
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

/**
 * Wipes a page on which nothing happens, after a warning that puts it off.
 * @param {{busy: () => boolean, wipe: () => void, stay?: (last: number) => void, warning?: string}} page `busy`: is
 *   there anything to wipe; `stay` hears every few seconds when something last happened; `warning` names the words
 */
export function watchIdle({ busy, wipe, stay, warning = "idle_warning" }) {
  let last = Date.now();
  const stir = () => {
    last = Date.now();
    byId("idle")?.remove();
  };
  for (const sign of ["keydown", "pointerdown", "scroll"]) addEventListener(sign, stir, { passive: true });
  const look = () => {
    if (!busy()) return;
    stay?.(last);
    const quiet = Date.now() - last;
    if (quiet >= IDLE_MS) {
      stir();
      wipe();
    } else if (quiet >= IDLE_MS - WARN_MS && !byId("idle")) {
      document.body.append(h("div", { id: "idle", class: "idle", role: "alert" },
        h("p", {}, t(warning, { minutes: WARN_MS / 60_000 })),
        h("button", { type: "button", class: "primary", onclick: stir }, t("idle_keep"))));
    }
  };
  setInterval(look, CHECK_EVERY_MS);
  // A sleeping phone runs no timers: look at the clock as soon as the page is seen again.
  document.addEventListener("visibilitychange", look);
}
