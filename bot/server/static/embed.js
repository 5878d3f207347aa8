/** The one line of script a host page needs: `<weg-wijzer lang="nl">` becomes a frame of our own origin. */
(() => {
  const origin = new URL(document.currentScript.src).origin;
  const TITLES = { nl: "Wegwijzer", en: "Wegwijzer" };
  /** What may be themed, and where a host keeps it: our own property first, then NL Design System tokens. */
  const TOKENS = {
    accent: ["--wegwijzer-accent", "--nl-button-primary-background-color", "--utrecht-button-primary-action-background-color", "--utrecht-link-color"],
    "accent-ink": ["--wegwijzer-accent-ink", "--nl-button-primary-color", "--utrecht-button-primary-action-color"],
    ink: ["--wegwijzer-ink", "--basis-color-default-color-document", "--utrecht-document-color"],
    page: ["--wegwijzer-page", "--basis-color-default-bg-document", "--utrecht-document-background-color"],
    radius: ["--wegwijzer-radius", "--nl-button-border-radius", "--utrecht-button-border-radius"],
    font: ["--wegwijzer-font", "--basis-text-font-family-default", "--utrecht-document-font-family"],
  };

  class WegWijzer extends HTMLElement {
    static observedAttributes = ["lang"];
    #frame = null;

    connectedCallback() {
      if (this.#frame) return;
      const frame = document.createElement("iframe");
      const theme = () => frame.contentWindow?.postMessage({ wegwijzerTheme: this.#theme() }, origin);
      frame.addEventListener("load", theme);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", theme);
      frame.referrerPolicy = "no-referrer";
      frame.allow = "clipboard-write";
      Object.assign(frame.style, { border: "0", width: "100%", height: "100%", colorScheme: "normal" });
      if (!this.style.display) Object.assign(this.style, { display: "block", height: this.style.height || "46rem" });
      this.#frame = frame;
      this.#point();
      this.attachShadow({ mode: "closed" }).append(frame);
    }

    attributeChangedCallback() {
      if (this.#frame) this.#point();
    }

    #point() {
      const lang = this.lang === "en" ? "en" : "nl";
      this.#frame.title = TITLES[lang];
      this.#frame.src = `${origin}/${lang}/frame`;
    }

    #theme() {
      const style = getComputedStyle(this);
      const value = (names) => names.map((name) => style.getPropertyValue(name).trim()).find(Boolean);
      return Object.fromEntries(Object.entries(TOKENS).map(([key, names]) => [key, value(names)]).filter(([, found]) => found));
    }
  }

  if (!customElements.get("weg-wijzer")) customElements.define("weg-wijzer", WegWijzer);
})();
