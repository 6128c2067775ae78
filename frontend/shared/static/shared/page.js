/** Small conveniences of every page; each page works without them. */

/** Open the dialog that a link or button names, instead of following the link. */
document.addEventListener("click", (event) => {
  const opener = event.target instanceof Element ? event.target.closest("[data-opens]") : null;
  if (opener === null) return;
  const dialog = document.getElementById(opener.getAttribute("data-opens") ?? "");
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  dialog.showModal();
});

/** Close the dialog around a button, or a message. */
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const closer = event.target.closest("[data-closes]");
  if (closer === null) return;
  event.preventDefault();
  const dialog = closer.closest("dialog");
  if (dialog !== null) dialog.close();
  else closer.closest(".toast")?.remove();
});

/** Ask before a form is sent, in the dialog it names; the dialog's own button sends it. */
document.addEventListener("submit", (event) => {
  const submitter = event.submitter;
  const id = submitter?.getAttribute("data-confirms");
  const dialog = id ? document.getElementById(id) : null;
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  event.preventDefault();
  dialog.showModal();
});

/** A form is sent once, however often its button is pressed. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent === "yes") event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

/** Filters act as soon as they are changed. */
document.addEventListener("change", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form[data-at-once]") : null;
  if (form instanceof HTMLFormElement && event.target instanceof HTMLSelectElement)
    form.requestSubmit();
});

/** A message that reports success leaves by itself; one that needs an act stays. */
for (const toast of document.querySelectorAll(".toast[data-leaves]")) {
  setTimeout(() => toast.remove(), 8000);
}

/** A dialog marked so opens with the page: a form inside it was refused. */
for (const dialog of document.querySelectorAll("dialog[data-open-now]")) {
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
}
