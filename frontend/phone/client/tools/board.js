/** The open visits, which anybody may claim: known to the server alone, so a network is needed. */

import { Failure, Head, Icon, Notice, useName, useTask } from "../components/basics.js";
import { Tile } from "../components/inputs.js";
import { go, VISITS, visitPath } from "../components/router.js";
import { addressLines, mapLink, money, windowWords } from "../components/wording.js";
import { gettext, interpolate, locale } from "../model/words.js";
import { html, useEffect, useState } from "../vendor/vendor.js";
import { inOrder, kilometres } from "./board/order.js";

/** @import { App } from "../components/ports.js" */
/** @import { OpenVisit, Order, Position } from "./board/order.js" */

const PATIENCE_MS = 15_000;
const GONE = ["taken", "locked_out", "not_found"];

/** @returns {Promise<Position>} */
const whereIAm = () =>
  new Promise((found, refused) => {
    const how = { timeout: PATIENCE_MS, maximumAge: 60_000 };
    navigator.geolocation.getCurrentPosition(({ coords }) => found(coords), refused, how);
  });

/** @param {{app: App}} props */
export function Tool({ app }) {
  const [open, setOpen] = useState(/** @type {{visits: OpenVisit[], count: number}|null} */ (null));
  const [claimed, setClaimed] = useState(false);
  const looking = useTask();
  const claiming = useTask();
  const look = () => looking.run(async () => setOpen(await app.actions.ask("GET", "board")));
  useEffect(() => {
    look();
  }, []);
  const claim = (/** @type {OpenVisit} */ { id }) =>
    claiming.run(async () => {
      await app.actions.ask("POST", `visits/${id}/claim`).catch(lookAgain);
      await app.actions.sendNow();
      if (app.state.visits.value.some((mine) => mine.id === id)) return go(visitPath(id));
      setClaimed(true);
      return look();
    });
  const lookAgain = async (/** @type {any} */ refusal) => {
    if (!GONE.includes(refusal.code)) throw refusal;
    await look();
    throw { message: `${refusal.message} ${gettext("Here is what else is open.")}` };
  };
  return html`<${Head} title=${gettext("Open visits")} back=${VISITS} />
    <div class="pad stack" aria-busy=${looking.busy}>
      <${Failure} text=${claiming.failure} />
      <div role="status">${
        claimed &&
        html`<${Notice} kind="calm" icon="check"><p>${gettext("It is yours. It comes onto this phone as soon as there is a network.")}</p><//>`
      }</div>
      ${open?.visits.length ? html`<${List} ...${open} busy=${claiming.busy} onClaim=${claim} />` : html`<${None} known=${Boolean(open)} looking=${looking} onLook=${look} />`}
    </div>`;
}

/** Nothing to show: not yet, not at all, or not without a network. @param {{known: boolean, looking: any, onLook: () => void}} props */
function None({ known, looking: { busy, failure }, onLook }) {
  const words = failure
    ? gettext("The open visits need a network. Your own visits do not.")
    : gettext("New ones appear here when the office offers them.");
  if (busy && !known) return html`<p class="meta">${gettext("One moment…")}</p>`;
  return html`<div class="empty"><${Icon} name="visits" />
    <h2>${failure ? gettext("The open visits cannot be shown") : gettext("Nothing is open at the moment")}</h2>
    <p class="meta">${words}</p><${Failure} text=${failure} />
    <button type="button" class="btn quiet" disabled=${busy} onClick=${onLook}>${gettext("Look again")}</button></div>`;
}

/** @param {{visits: OpenVisit[], count: number, busy: boolean, onClaim: (visit: OpenVisit) => void}} props */
function List({ visits, count, busy, onClaim }) {
  const [order, setOrder] = useState(/** @type {Order} */ ("date"));
  const [here, setHere] = useState(/** @type {Position|null} */ (null));
  const [isNowhere, setNowhere] = useState(false);
  const name = useName();
  const sort = async (/** @type {Order} */ by) => {
    setNowhere(false);
    setOrder(by);
    if (by !== "distance" || here) return;
    await whereIAm().then(setHere, () => {
      setNowhere(true);
      setOrder("date");
    });
  };
  const orders = { date: gettext("Date"), fee: gettext("Fee"), distance: gettext("Distance") };
  const cut = gettext("%(count)s visits are open. Here are those that close first.");
  return html`<p class="meta">${gettext("Who claims a visit first has accepted it.")}
      ${count > visits.length && ` ${interpolate(cut, { count })}`}</p>
    <div class="faces" role="radiogroup" aria-label=${gettext("In order of")}>${Object.entries(
      orders,
    ).map(
      ([key, label]) => html`<${Tile} key=${key} type="radio" name=${name} checked=${order === key}
        onPick=${() => sort(/** @type {Order} */ (key))}>${label}<//>`,
    )}</div>
    <p class="meta" role="status">${
      isNowhere
        ? gettext("This phone does not say where it is, so the list stays in order of date.")
        : order === "distance" && gettext("Where you are stays on this phone.")
    }</p>
    <ul class="plain stack">${inOrder(visits, order, here).map(
      (visit) =>
        html`<${Line} key=${visit.id} visit=${visit} here=${here} busy=${busy} onClaim=${() => onClaim(visit)} />`,
    )}</ul>`;
}

/** @param {number|null} km */
function far(km) {
  if (km === null) return "";
  const shape = { style: "unit", unit: "kilometer", maximumFractionDigits: km < 10 ? 1 : 0 };
  return new Intl.NumberFormat(locale(), /** @type {any} */ (shape)).format(km);
}

/** @param {{visit: OpenVisit, here: Position|null, busy: boolean, onClaim: () => void}} props */
function Line({ visit, here, busy, onClaim }) {
  const { location, fee, why_not: whyNot } = visit;
  const facts = [fee && money(fee), far(kilometres(here, location))].filter(Boolean);
  const window = windowWords(/** @type {any} */ (visit), new Date());
  const name = useName();
  return html`<li class="card" aria-labelledby=${name}><div class="stack">
    <div><b id=${name} dir="auto">${location.name}</b>
      <p class="meta" dir="auto">${[location.organization, location.city].filter(Boolean).join(" · ")}</p>
      <p class="meta">${window}</p></div>
    ${facts.length > 0 && html`<p class="pills">${facts.map((fact) => html`<span class="pill">${fact}</span>`)}</p>`}
    ${
      whyNot
        ? html`<${Notice} kind="calm"><p dir="auto">${whyNot.sentence}</p><//>`
        : html`<button type="button" class="btn" disabled=${busy} onClick=${onClaim}
            aria-label=${interpolate(gettext("Claim: %(place)s"), { place: location.name })}>${gettext("Claim")}</button>`
    }
    <details class="looks"><summary>${gettext("Details")}</summary>
      <p class="meta" dir="auto">${visit.checklist}</p>
      <p><span dir="auto">${addressLines(location).map((line) => html`${line}<br />`)}</span>
        ${location.directions && html`<span class="meta" dir="auto">${location.directions}</span>`}</p>
      <a class="link" href=${mapLink(location)}><${Icon} name="pin" />${gettext("Open in maps")}</a></details></div></li>`;
}
