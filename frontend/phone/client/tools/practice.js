/** Practice: a visit, or a few general questions, tried out on this phone alone; marked as such on every screen. */

import { Failure, Head, Icon, Prose, useTask } from "../components/basics.js";
import { go, parse, path, VISITS, visitPath } from "../components/router.js";
import { gettext } from "../model/words.js";
import { html } from "../vendor/vendor.js";
import { Tool as Enclosed } from "./enclosed.js";
import { GENERAL, practiceOf } from "./practice/beginning.js";
import { Closing } from "./practice/closing.js";
import { generalChecklist, generalItem } from "./practice/general.js";

/** @import { App, Kept, VisitRecord } from "../components/ports.js" */

const MARK = {
  ...{ position: "sticky", insetBlockStart: 0, zIndex: 2, minBlockSize: 0 },
  ...{ padding: "var(--s1) var(--side)", gap: "var(--s2)", fontSize: "var(--f2)" },
  ...{ background: "var(--accent)", color: "var(--on-accent)" },
};

const APART = { marginBlockEnd: "var(--s4)" };

/**
 * Around the screens of a practice; with a visit alone, the offer to practise it; with neither, what there is to practise.
 *
 * @param {{app: App, record?: VisitRecord, children?: any}} props
 */
export function Tool({ app, record, children }) {
  if (!record) return html`<${Practices} app=${app} />`;
  if (!record.item.practice) return html`<${OfThisVisit} app=${app} record=${record} />`;
  return html`<p class="row" style=${MARK}><${Icon} name="eye" /><b>${gettext("Practice")}</b>
      <span>${gettext("Nothing of it is sent.")}</span></p>
    <${Within} app=${app} record=${record} screen=${children} />`;
}

/** What differs from a real visit is drawn here. @param {{app: App, record: VisitRecord, screen: any}} props */
function Within({ app, record, screen }) {
  const { screen: name } = parse(path.value);
  const isFirstQuizzed = isQuizDue(record);
  if (name !== "briefing" && !isFirstQuizzed)
    return name === "end" ? html`<${Closing} app=${app} record=${record} />` : screen;
  const { item, checklist } = record;
  const { pictures } = checklist;
  return html`<${Head} back=${isFirstQuizzed ? VISITS : visitPath(record.id)} over=${item.location.organization} title=${item.location.name} />
    <div class="pad briefing"><${Prose} paragraphs=${item.briefing} />
      <${Prose} paragraphs=${checklist.briefing} lang=${checklist.langs?.briefing ?? checklist.language} />
      ${pictures?.[0] && html`<${Enclosed} app=${app} record=${record} pictures=${pictures} />`}</div>
    <footer class="bar">${
      isFirstQuizzed
        ? html`<${Enclosed} app=${app} record=${record} />`
        : html`<a class="btn" href=${visitPath(record.id)}>${gettext("Back to the moments")}</a>`
    }</footer>`;
}

/** As before a real visit; what was answered already is kept from nobody. @param {VisitRecord} record */
const isQuizDue = ({ checklist, quiz, document }) =>
  Boolean(checklist.quiz?.[0]) && !quiz?.passed_at && !Object.keys(document.answers).length;

/** @param {App} app @param {string} of @returns {Kept|undefined} the practice that is under way */
const underWay = ({ state }, of) => state.visits.value.find(({ item }) => item.practice === of);

/** @param {{app: App, record: VisitRecord}} props */
function OfThisVisit({ app, record: { id, item, checklist } }) {
  const { busy, failure, run } = useTask();
  const begun = underWay(app, id);
  const begin = () =>
    run(async () => {
      const practice = practiceOf(item, id, new Date());
      await app.actions.practise(practice, checklist);
      go(visitPath(practice.id));
    });
  return html`<section class="card stack" aria-labelledby="practice">
    <h2 id="practice">${gettext("Try it out first?")}</h2>
    <p class="meta">${gettext("The same questions, on this phone alone. Nothing of a practice is sent, and it counts nowhere.")}</p>
    <div class="choices">${
      begun
        ? html`<a class="btn quiet" href=${visitPath(begun.id)}>${gettext("Go on practising")}</a>`
        : html`<button type="button" class="btn quiet" disabled=${busy} onClick=${begin}>${gettext("Practise this visit")}</button>`
    }</div><${Failure} text=${failure} /></section>`;
}

/** What is being practised; beyond that the general one, on the shopper's own page and where there is no visit. @param {{app: App}} props */
function Practices({ app }) {
  const { busy, failure, run } = useTask();
  const all = app.state.visits.value;
  const practices = all.filter(({ item }) => item.practice);
  const isWelcome = parse(path.value).screen === "me" || practices.length === all.length;
  const isOffered = isWelcome && !underWay(app, GENERAL);
  const begin = () =>
    run(async () => {
      const now = new Date();
      const checklist = generalChecklist(app.state.language.value);
      const practice = practiceOf(generalItem(checklist, now), GENERAL, now);
      await app.actions.practise(practice, checklist);
      go(visitPath(practice.id));
    });
  if (!practices.length && !isOffered) return null;
  return html`<section style=${APART} aria-labelledby="practice"><h2 class="section" id="practice">${gettext("Practice")}</h2>
    ${practices.map(
      ({ id, item }) => html`<a key=${id} class="card row" href=${visitPath(id)}>
        <span class="grow"><b dir="auto">${item.location.name}</b><span class="meta">${gettext("Go on practising")}</span></span><${Icon} name="next" /></a>`,
    )}
    ${
      isOffered &&
      html`<p class="meta">${gettext("A few questions about any shop or café, to see how a visit goes. Nothing of a practice is sent.")}</p>
      <div class="choices"><button type="button" class="btn quiet" disabled=${busy} onClick=${begin}>${gettext("Practise without a visit")}</button></div>`
    }
    <${Failure} text=${failure} /></section>`;
}
