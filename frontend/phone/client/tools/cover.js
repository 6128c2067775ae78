/** A shopping list that works, and behind it the question one was at. Nothing here speaks of a visit. */

import { Failure, Icon, messageOf } from "../components/basics.js";
import { go, VISITS } from "../components/router.js";
import { gettext } from "../model/words.js";
import { html, useEffect, useRef, useState } from "../vendor/vendor.js";

/** @import { App } from "../components/ports.js" */

/** @typedef {{text: string, done: boolean}} Item */

const LONGEST_ITEM = 80;

/** Back to where one was; where the app was opened at the list, to its first screen. */
const leave = () => (history.length > 1 ? history.back() : go(VISITS, { replace: true }));

/** @param {{app: App}} props */
export function Tool({ app }) {
  const [items, setItems] = useState(/** @type {Item[]|null} */ (null));
  const [failure, setFailure] = useState("");
  const field = useRef(/** @type {HTMLInputElement|null} */ (null));
  useEffect(() => {
    app.actions.settings().then(
      ({ list = [] }) => setItems(list),
      (trouble) => setFailure(messageOf(trouble)),
    );
  }, []);
  const keep = async (/** @type {Item[]} */ list) => {
    setItems(list);
    setFailure("");
    await app.actions.set({ list }).catch((trouble) => setFailure(messageOf(trouble)));
  };
  const add = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const text = field.current?.value.trim();
    if (!text || !items || !field.current) return;
    field.current.value = "";
    keep([...items, { text, done: false }]);
  };
  const tick = (/** @type {number} */ place) =>
    keep((items ?? []).map((item, at) => (at === place ? { ...item, done: !item.done } : item)));
  const done = (items ?? []).filter((item) => item.done).length;
  return html`<header class="head"><h1 tabindex="-1" onDblClick=${leave}>${gettext("Shopping list")}</h1>
      <button type="button" class="link unseen" onClick=${leave}>${gettext("Back")}</button></header>
    <div class="pad stack">
      <form class="row" onSubmit=${add}>
        <div class="field grow"><label for="item" class="unseen">${gettext("Add to the list")}</label>
          <input id="item" ref=${field} autocomplete="off" enterkeyhint="done" maxlength=${LONGEST_ITEM}
            placeholder=${gettext("Add to the list")} /></div>
        <button class="round" aria-label=${gettext("Add")}><${Icon} name="plus" /></button>
      </form>
      <${Failure} text=${failure} />
      ${items?.length === 0 && html`<p class="meta">${gettext("The list is empty.")}</p>`}
      <ul class="plain shopping">${items?.map(
        ({ text, done: isDone }, place) => html`<li key=${place}><label class="row card">
          <input type="checkbox" checked=${isDone} onChange=${() => tick(place)} />
          <span class="grow" dir="auto">${isDone ? html`<s>${text}</s>` : text}</span></label></li>`,
      )}</ul>
      ${
        done > 0 &&
        html`<button type="button" class="btn quiet" onClick=${() => keep((items ?? []).filter((item) => !item.done))}>
          ${gettext("Clear what is done")}</button>`
      }
    </div>`;
}
