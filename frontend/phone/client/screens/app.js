/** The app as it is drawn: which screen, the tabs below, and what must be said on every screen. */

import { Head, Icon, Notice } from "../components/basics.js";
import { Later } from "../components/later.js";
import {
  depthOf,
  go,
  listen,
  ME,
  momentPath,
  OUTBOX,
  parse,
  path,
  SIGN_IN,
  VISITS,
} from "../components/router.js";
import { Update } from "../components/settings.js";
import { complete } from "../components/standing.js";
import { asked } from "../model/conditions.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html, render, useEffect, useLayoutEffect, useRef } from "../vendor/vendor.js";
import { Briefing } from "./briefing.js";
import { End } from "./end.js";
import { Journey } from "./journey.js";
import { Moment } from "./moments.js";
import { SignIn } from "./sign-in.js";
import { VisitList } from "./visit-list.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { Route } from "../components/router.js" */

/**
 * Draw the app into an element and follow the address from now on.
 *
 * @param {App} app
 * @param {Element} element
 */
export function start(app, element) {
  listen();
  element.replaceChildren();
  render(html`<${Spoken} app=${app} />`, element);
}

/** In another language everything is drawn anew. @param {{app: App}} props */
const Spoken = ({ app }) => html`<${Shell} key=${app.state.language.value} app=${app} />`;

/** @param {{app: App}} props */
function Shell({ app }) {
  const main = useRef(/** @type {HTMLElement|null} */ (null));
  const route = parse(path.value);
  const phase = app.state.phase.value;
  const hasTabs =
    phase === "ready" &&
    ["visits", "outbox", "me", "board", "outcomes", "unknown"].includes(route.screen);
  useFocus(main, `${phase} ${path.value}`, route);
  useIntent(app);
  if (route.screen === "list" && phase === "ready")
    return html`<main ref=${main} id="main"><${Later} tool="cover" app=${app} /></main>`;
  return html`<div class="app ${hasTabs ? "with-tabs" : ""}">
    <main ref=${main} id="main" aria-busy=${phase === "starting"}>
      <${Alarms} app=${app} route=${route} />
      <${Screen} key=${path.value} app=${app} route=${route} />
    </main>
    ${hasTabs && html`<${Tabs} app=${app} screen=${route.screen} />`}
    ${phase === "ready" && html`<${Later} tool="discreet" app=${app} silent />`}
  </div>`;
}

/**
 * A screen that opens begins at its heading, for the eye and for the screen reader.
 *
 * @param {{current: HTMLElement|null}} main
 * @param {string} place
 * @param {Route} route
 */
function useFocus(main, place, route) {
  const first = useRef(true);
  useLayoutEffect(() => {
    document.title = titleOf(route);
    scrollTo(0, depthOf(path.value));
    const heading = /** @type {HTMLElement|null|undefined} */ (main.current?.querySelector("h1"));
    if (!first.current) heading?.focus({ preventScroll: true });
    first.current = false;
  }, [place]);
}

/** Says where one is, never at whom one looks. @param {Route} route */
function titleOf({ screen }) {
  if (screen === "outbox") return gettext("Outbox");
  if (screen === "me") return gettext("Me");
  if (screen === "list") return gettext("Shopping list");
  if (screen === "sign-in") return gettext("Sign in");
  if (screen === "board") return gettext("Open visits");
  return screen === "visits" || screen === "outcomes" ? gettext("Visits") : gettext("Visit");
}

/** After the camera has ended the app: back to the question it was opened for. @param {App} app */
function useIntent(app) {
  const intent = app.state.intent.value;
  const ready = app.state.phase.value === "ready";
  useEffect(() => {
    const kept = app.state.visits.value.find(({ id }) => id === intent?.visit);
    if (!ready || !intent || !kept || parse(path.value).screen !== "visits") return;
    const record = complete(kept);
    const { touchpoints } = record.checklist;
    const ids = asked(touchpoints, record.document.answers);
    for (const touchpoint of touchpoints) {
      const shown = touchpoint.questions.filter(
        ({ id }) => ids.has(id) && (record.open?.has(id) ?? true),
      );
      const place = shown.findIndex(({ id }) => id === intent.question);
      if (place >= 0) go(momentPath(record.id, touchpoint.id, place + 1), { replace: true });
    }
  }, [ready]);
}

/** What is wrong everywhere: storage in trouble, sign in again. @param {{app: App, route: Route}} props */
function Alarms({ app, route }) {
  const { trouble, sync, phase, notice, storage } = app.state;
  const ready = phase.value === "ready";
  const again = ready && sync.value.state === "sign_in" && route.screen !== "sign-in";
  return html`<div role="alert">
    ${ready && trouble.value && html`<${Notice}><p>${trouble.value}</p><//>`}
    ${
      ready &&
      sync.value.isTooOld &&
      html`<${Update} app=${app} trouble=${gettext(
        "This app is too old for the server. Your work stays here until the new version sends it.",
      )} />`
    }
    ${
      ready &&
      storage.value.isTight &&
      html`<${Notice} kind="calm"><p>${gettext(
        "Soon this phone has no room for photos. Delete videos or apps that you do not need.",
      )} ${sync.value.unsent > 0 && html`<a href=${OUTBOX}>${gettext("Send what waits, too.")}</a>`}</p><//>`
    }
    ${
      notice?.value &&
      html`<${Notice} kind="calm" icon="check"><p>${notice.value}</p>
        <button type="button" class="link" onClick=${() => {
          notice.value = null;
        }}>${gettext("I have read it")}</button><//>`
    }
    ${
      again &&
      html`<${Notice} kind="calm" icon="user"><p>${gettext(
        "You can go on working. To send, please sign in again.",
      )} <a href=${SIGN_IN}>${gettext("Sign in")}</a></p><//>`
    }
  </div>`;
}

/** @param {{app: App, route: Route}} props */
function Screen({ app, route }) {
  const phase = app.state.phase.value;
  if (phase === "starting") return html`<h1 class="starting">${gettext("One moment…")}</h1>`;
  if (phase === "no_offline") return html`<${Later} tool="gone" isOnline />`;
  if (phase === "storage_trouble") return html`<${StorageTrouble} app=${app} />`;
  if (phase === "signed_out" || route.screen === "sign-in") return html`<${SignIn} app=${app} />`;
  if (route.screen === "visits") return html`<${VisitList} app=${app} />`;
  if (route.screen === "outbox")
    return html`<${Later} tool="outbox" app=${app}
      visits=${app.state.visits.value.map(complete)} />`;
  if (["me", "board", "outcomes"].includes(route.screen))
    return html`<${Later} tool=${route.screen} app=${app} />`;
  const record = app.state.visits.value.find(({ id }) => id === route.visit);
  if (!record || route.screen === "unknown") return html`<${NotHere} />`;
  const visit = html`<${OfVisit} app=${app} record=${complete(record)} route=${route} />`;
  if (!record.item.practice) return visit;
  return html`<${Later} tool="practice" app=${app} record=${complete(record)}>${visit}<//>`;
}

/** @param {{app: App, record: VisitRecord, route: Route}} props */
function OfVisit({ app, record, route }) {
  if (record.delivery.isSettled) return html`<${Later} tool="gone" app=${app} record=${record} />`;
  const started = Boolean(record.document.started_at);
  if (route.screen === "briefing" || (!started && !record.ended)) {
    return html`<${Briefing} app=${app} record=${record} />`;
  }
  return html`<${Part} app=${app} record=${record} route=${route} />
    ${record.editable && html`<${Later} tool="jots" silent app=${app} record=${record} />`}`;
}

/** @param {{app: App, record: VisitRecord, route: Route}} props */
function Part({ app, record, route }) {
  if (route.screen === "end") return html`<${End} app=${app} record=${record} />`;
  if (route.screen === "visit") return html`<${Journey} app=${app} record=${record} />`;
  const touchpoint = record.checklist.touchpoints.find(({ id }) => id === route.touchpoint);
  if (!touchpoint) return html`<${NotHere} />`;
  return html`<${Moment} app=${app} record=${record} touchpoint=${touchpoint} step=${route.step} listed=${route.listed} />`;
}

/** @param {{app: App, screen: string}} props */
function Tabs({ app, screen }) {
  const { unsent } = app.state.sync.value;
  const waiting = interpolate(ngettext("%(count)s waits", "%(count)s wait", unsent), {
    count: unsent,
  });
  const tab = (
    /** @type {string} */ to,
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {any} */ more = "",
  ) =>
    html`<a href=${to} aria-current=${screen === name ? "page" : undefined}>
      <${Icon} name=${name === "me" ? "user" : name} />${label}${more}</a>`;
  return html`<nav class="tabs" aria-label=${gettext("Main")}>
    ${tab(VISITS, "visits", gettext("Visits"))}
    ${tab(
      OUTBOX,
      "outbox",
      gettext("Outbox"),
      unsent > 0 &&
        html`<span class="count"
      aria-label=${waiting}>${unsent}</span>`,
    )}
    ${tab(ME, "me", gettext("Me"))}
  </nav>`;
}

const NotHere = () => html`<${Later} tool="gone" />`;

/** @param {{app: App}} props */
function StorageTrouble({ app }) {
  return html`<${Head} title=${gettext("The phone's storage does not answer")} />
    <div class="pad stack">
      <p>${app.state.trouble.value ?? gettext("Close other tabs of this app, free some space, then try again.")}</p>
      <button type="button" class="btn" onClick=${() => location.reload()}>${gettext("Try again")}</button>
      <${Later} tool="rescue" app=${app} />
    </div>`;
}
