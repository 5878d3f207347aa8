/** Covers parts of a picture of an identity document, on the device. The picture is never sent anywhere. */

import { byId, h, save } from "./dom.js";
import { day, t } from "./words.js";

const LARGEST = 2000;
const SIDES = ["left", "top", "width", "height"];
const rules = JSON.parse(byId("rules").textContent);

/** @type {ImageBitmap | null} */
let picture = null;
/** Covered areas in per cent of the picture. @type {Record<string, number>[]} */
let covers = [];

/** As clocks here show it; Swedish writes a day as ISO 8601 does. */
const localToday = () => new Date().toLocaleDateString("sv-SE");

const within = (value) => Math.min(100, Math.max(0, Number(value) || 0));

function paint(canvas, mark) {
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  for (const { left, top, width, height } of covers) {
    pen.fillRect((left / 100) * canvas.width, (top / 100) * canvas.height, (width / 100) * canvas.width, (height / 100) * canvas.height);
  }
  watermark(pen, canvas, mark);
}

function watermark(pen, { width, height }, text) {
  const size = Math.max(14, Math.round(width / 28));
  pen.save();
  pen.font = `600 ${size}px sans-serif`;
  pen.fillStyle = "rgba(200, 0, 0, 0.38)";
  pen.rotate(-Math.PI / 9);
  const step = pen.measureText(text).width + size * 2;
  for (let y = 0; y < height * 1.5; y += size * 5) {
    for (let x = -width; x < width * 1.5; x += step) pen.fillText(text, x, y);
  }
  pen.restore();
}

function coverRow(cover, i, refresh) {
  const inputs = SIDES.map((side) => {
    const id = `cover-${i}-${side}`;
    const input = h("input", { id, type: "number", min: 0, max: 100, step: 1, value: Math.round(cover[side]), oninput: () => {
      cover[side] = within(input.value);
      refresh(false);
    } });
    return h("div", {}, h("label", { for: id }, `${t(`mask_${side}`)} (%)`), input);
  });
  const remove = h("button", { type: "button", onclick: () => {
    covers.splice(i, 1);
    refresh(true);
    byId("mask-add").focus();
  } }, t("mask_remove", { n: i + 1 }));
  return h("fieldset", { class: "cover" }, h("legend", {}, t("mask_area", { n: i + 1 })), ...inputs, remove);
}

function drawByPointer(canvas, refresh) {
  let start = null;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [within(((event.clientX - box.left) / box.width) * 100), within(((event.clientY - box.top) / box.height) * 100)];
  };
  canvas.addEventListener("pointerdown", (event) => {
    start = place(event);
    covers.push({ left: start[0], top: start[1], width: 0, height: 0 });
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!start) return;
    const [x, y] = place(event);
    const cover = covers.at(-1);
    Object.assign(cover, { left: Math.min(x, start[0]), top: Math.min(y, start[1]), width: Math.abs(x - start[0]), height: Math.abs(y - start[1]) });
    refresh(false);
  });
  canvas.addEventListener("pointerup", () => {
    start = null;
    covers = covers.filter(({ width, height }) => width >= 1 && height >= 1);
    refresh(true);
  });
}

function build() {
  const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
  const canvas = h("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale), role: "img", "aria-label": t("mask_canvas") });
  const agency = () => rules.find(({ code }) => code === byId("agency").value).name;
  const mark = h("input", { id: "mask-mark", maxlength: 80, autocomplete: "off" });
  const list = h("div", { class: "covers" });
  const refresh = (rows) => {
    paint(canvas, mark.value);
    if (rows) list.replaceChildren(...covers.map((cover, i) => coverRow(cover, i, refresh)));
  };
  const name = () => {
    mark.value = t("mask_mark", { agency: agency(), day: day(localToday()) });
    refresh(false);
  };
  mark.addEventListener("input", () => refresh(false));
  byId("agency").addEventListener("change", name);
  drawByPointer(canvas, refresh);
  const add = h("button", { type: "button", id: "mask-add", onclick: () => {
    covers.push({ left: 30, top: 40, width: 30, height: 10 });
    refresh(true);
    byId(`cover-${covers.length - 1}-left`).focus();
  } }, t("mask_add"));
  const store = h("button", { type: "button", class: "primary", onclick: () => canvas.toBlob((blob) => {
    save(blob, `${t("mask_file")}.jpg`);
    byId("mask-news").textContent = t("mask_saved");
  }, "image/jpeg", 0.88) }, t("mask_save"));
  byId("mask-work").replaceChildren(h("p", { id: "mask-hint" }, t("mask_hint")), canvas, add, list,
    h("div", { class: "field" }, h("label", { for: "mask-mark" }, t("mask_mark_label")), mark),
    h("div", { class: "actions" }, store), h("p", { id: "mask-news", role: "status", class: "news" }), h("p", { class: "border-note" }, t("border_note")));
  name();
}

byId("picture").addEventListener("change", async ({ target }) => {
  covers = [];
  try {
    picture = await createImageBitmap(target.files[0]);
    build();
  } catch {
    byId("mask-work").replaceChildren(h("p", { role: "alert" }, t("mask_unreadable")));
  }
});
const tellRule = () => (byId("rule").textContent = rules.find(({ code }) => code === byId("agency").value).text);
byId("agency").addEventListener("change", tellRule);
tellRule();
