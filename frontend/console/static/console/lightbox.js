/** Photographs large, in a dialog: arrows turn, plus and minus zoom, Escape closes. */

const dialog = document.getElementById("lightbox");
const image = dialog?.querySelector("[data-lightbox-image]");
const caption = dialog?.querySelector("[data-lightbox-caption]");
const stage = dialog?.querySelector(".lightbox-stage");
let photos = [];
let place = 0;
let zoom = 1;

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-photo]") : null;
  if (link === null || event.ctrlKey || event.metaKey || !(dialog instanceof HTMLDialogElement))
    return;
  event.preventDefault();
  const section = link.closest(".moment") ?? document;
  photos = [...section.querySelectorAll("a[data-photo]")];
  turnTo(photos.indexOf(link));
  dialog.showModal();
  stage.focus();
});

function turnTo(index) {
  place = (index + photos.length) % photos.length;
  const link = photos[place];
  image.src = link.href;
  image.alt = link.querySelector("img").alt;
  caption.textContent = `${place + 1} / ${photos.length} · ${link.dataset.caption}`;
  for (const turn of dialog.querySelectorAll(".turn")) turn.hidden = photos.length < 2;
  zoomTo(1);
}

function zoomTo(level) {
  zoom = Math.min(3, Math.max(1, level));
  stage.dataset.zoom = String(zoom);
}

const ACTS = {
  before: () => turnTo(place - 1),
  after: () => turnTo(place + 1),
  in: () => zoomTo(zoom + 1),
  out: () => zoomTo(zoom - 1),
};
const KEYS = { ArrowLeft: "before", ArrowRight: "after", "+": "in", "=": "in", "-": "out" };

dialog?.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-lightbox]") : null;
  if (button !== null) ACTS[button.dataset.lightbox]();
});
dialog?.addEventListener("keydown", (event) => {
  const turns = event.key.startsWith("Arrow") && zoom > 1;
  const act = KEYS[event.key];
  if (act === undefined || turns) return;
  event.preventDefault();
  ACTS[act]();
});
image?.addEventListener("click", () => zoomTo(zoom === 1 ? 2 : 1));
