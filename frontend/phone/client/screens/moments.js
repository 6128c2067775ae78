/** One moment: a question at a time or all of them, and at its end how it felt. */

import { Failure, Glyph, Head, Hide, Icon, messageOf, Saved } from "../components/basics.js";
import { Lines, Tile } from "../components/inputs.js";
import { Question } from "../components/question.js";
import { depthOf, endPath, momentPath, path, visitPath } from "../components/router.js";
import { nextStop, standing } from "../components/standing.js";
import { isAnswered, photoCounts } from "../model/checklist.js";
import { asked } from "../model/conditions.js";
import { apart, gettext, interpolate } from "../model/words.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/vendor.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { Question as Asked, Touchpoint } from "../model/visit.js" */

/**
 * @typedef {object} MomentProps
 * @property {App} app
 * @property {VisitRecord} record
 * @property {Touchpoint} touchpoint
 */

const AT_ONCE = 6; // questions drawn in one go: about what a screen shows

/** Ask as this shopper likes it from now on. @param {App} app @param {boolean} whole */
const prefer = (app, whole) => () => {
  app.state.whole.value = whole;
  app.actions.set({ whole }).catch(() => {});
};

/** @param {MomentProps & {step: number|null, listed?: boolean}} props */
export function Moment({ app, record, touchpoint, step, listed }) {
  const ids = asked(record.checklist.touchpoints, record.document.answers);
  const all = touchpoint.questions.filter(({ id }) => ids.has(id));
  const mine = all.filter(({ id }) => record.open?.has(id) ?? true);
  const feels = record.editable && !record.open;
  const steps = mine.length + Number(feels);
  if (
    step === null ||
    !record.editable ||
    steps === 0 ||
    (app.state.whole.value && !listed && feels)
  ) {
    return html`<${Whole} key=${touchpoint.id} app=${app} record=${record} touchpoint=${touchpoint} ids=${ids} feels=${feels} />`;
  }
  const place = Math.min(Math.max(step, 1), steps);
  const question = mine[place - 1];
  const to = (/** @type {number} */ number) => momentPath(record.id, touchpoint.id, number);
  return html`<${Top} app=${app} record=${record} over=${whereWords(touchpoint, place, mine.length)} />
    <div class="pad">
      <${Segments} record=${record} questions=${mine} place=${place} feels=${feels} />
      ${
        question
          ? html`<${Question} key=${question.id} app=${app} record=${record} question=${question} level="h1" />`
          : html`<${Feeling} app=${app} record=${record} touchpoint=${touchpoint} level="h1" />`
      }
      <${LooksLike} touchpoint=${touchpoint} lang=${record.checklist.language} />
    </div>
    <footer class="bar">
      <a class="small" href=${place > 1 ? to(place - 1) : visitPath(record.id)}><${Icon} name="back" />${gettext("Back")}</a>
      <a class="small" href=${momentPath(record.id, touchpoint.id)} onClick=${prefer(app, true)}><${Icon} name="list" />${gettext("All")}</a>
      <${Hide} />
      ${
        listed
          ? html`<a class="btn" href=${endPath(record.id)}>${gettext("Back to the list")}</a>`
          : place < steps
            ? html`<a class="btn" href=${to(place + 1)}>${gettext("Next")}</a>`
            : html`<${Onwards} record=${record} touchpoint=${touchpoint} />`
      }
    </footer>`;
}

/** @param {Touchpoint} touchpoint @param {number} place @param {number} count */
function whereWords({ name }, place, count) {
  if (place > count) return name;
  return `${name} · ${apart(interpolate(gettext("%(place)s of %(count)s"), { place, count }))}`;
}

/** @param {{app: App, record: VisitRecord, over?: string, title?: string}} props */
const Top = ({ app, record, over, title }) => html`<${Head} back=${visitPath(record.id)}
    backLabel=${gettext("To the line of moments")} over=${over} title=${title}>
  ${record.editable && html`<${Saved} app=${app} record=${record} />`}<//>`;

/** @param {{record: VisitRecord, questions: Asked[], place: number, feels: boolean}} props */
function Segments({ record: { document }, questions, place, feels }) {
  const counts = photoCounts(document);
  const settled = (/** @type {Asked} */ question) => {
    const answer = document.answers[question.id];
    return (
      (answer && answer.state !== "answered") ||
      isAnswered(question, answer, counts[question.id] ?? 0)
    );
  };
  const steps = [...questions.map(settled), ...(feels ? [false] : [])];
  return html`<div class="segments" aria-hidden="true">${steps.map(
    (done, index) =>
      html`<i key=${index} class=${index + 1 === place ? "here" : done ? "done" : ""}></i>`,
  )}</div>`;
}

/** The filled button at the end of a moment. @param {{record: VisitRecord, touchpoint: Touchpoint}} props */
function Onwards({ record, touchpoint }) {
  const next = nextStop(standing(record).stops, touchpoint.id);
  if (next) return html`<a class="btn" href=${next.path}>${gettext("Next moment")}</a>`;
  return html`<a class="btn" href=${endPath(record.id)}>${gettext("Finish")}</a>`;
}

/**
 * All that is asked at a moment, below one another; who scrolls on travels to the next.
 *
 * @param {MomentProps & {ids: Set<string>, feels: boolean}} props
 */
function Whole({ app, record, touchpoint, ids, feels }) {
  const [further, setFurther] = useState(1);
  const isBack = useReturn(touchpoint.id);
  const end = useRef(null);
  const line = record.checklist.touchpoints;
  const place = line.indexOf(touchpoint);
  const isLast = place + further >= line.length;
  useEffect(() => {
    const watch = new IntersectionObserver(
      ([{ isIntersecting }]) => isIntersecting && setFurther(further + 1),
    );
    if (feels && end.current && !isLast) watch.observe(end.current);
    return () => watch.disconnect();
  }, [further]);
  const by = { app, record, ids, feels, isBack };
  return html`<${Top} app=${app} record=${record} over=${record.item.location.name} title=${touchpoint.name} />
    <div class="pad whole ${isBack ? "" : "as-seen"}">
      ${line.slice(place, place + further).map(
        (
          one,
          index,
        ) => html`${index > 0 && html`<h2 class="onward" dir="auto" lang=${one.langs?.name ?? record.checklist.language}>${one.name}</h2>`}
        <${Asking} key=${one.id} ...${by} touchpoint=${one} level=${index ? "h3" : "h2"} />`,
      )}
      <i ref=${end}></i>
    </div>
    ${
      record.editable
        ? html`<footer class="bar"><a class="small" href=${visitPath(record.id)}><${Icon} name="back" />${gettext("Back")}</a>
          ${feels && html`<a class="small" href=${momentPath(record.id, touchpoint.id, 1)} onClick=${prefer(app, false)}><${Icon} name="next" />${gettext("Single")}</a>`}
          <${Hide} /><${Onwards} record=${record} touchpoint=${touchpoint} /></footer>`
        : html`<footer class="bar"><a class="btn quiet" href=${visitPath(record.id)}>${gettext("Back")}</a></footer>`
    }`;
}

/** Which question was on the screen when a moment was left, and how far down. @type {Map<string, {id: string, top: number}>} */
const left = new Map();

/**
 * Take who comes back to the question they left; how far down it stands only a page drawn whole knows.
 *
 * @param {string} moment
 * @returns {boolean} whether somebody comes back
 */
function useReturn(moment) {
  const [isBack] = useState(() => depthOf(path.value) > 0 && left.has(moment));
  useLayoutEffect(() => {
    const { id, top } = left.get(moment) ?? { id: "", top: 0 };
    const there = () => document.getElementById(id)?.getBoundingClientRect().top ?? top;
    if (isBack) queueMicrotask(() => scrollBy(0, there() - top)); // after the screen was put at its depth
    return () => {
      const tops = [...document.querySelectorAll(".whole .q")].map((one) => ({
        id: one.id,
        top: one.getBoundingClientRect().top,
      }));
      const first = tops.find((one) => one.top > 0);
      if (first) left.set(moment, first);
    };
  }, []);
  return isBack;
}

/** @param {MomentProps & {ids: Set<string>, feels: boolean, isBack: boolean, level: "h2"|"h3"}} props */
function Asking({ app, record, touchpoint, ids, feels, isBack, level }) {
  const { questions } = touchpoint;
  const felt = record.document.feelings[touchpoint.id];
  const by = { app, record, level };
  return html`<${LooksLike} touchpoint=${touchpoint} lang=${record.checklist.language} />
    ${!questions.some(({ id }) => ids.has(id)) && html`<p class="meta">${gettext("Nothing is asked here.")}</p>`}
    <${Questions} ...${by} questions=${questions} ids=${ids} most=${isBack ? questions.length : AT_ONCE} />
    ${
      feels
        ? html`<${Feeling} ...${by} touchpoint=${touchpoint} />`
        : felt &&
          html`<section class="question"><h2 class="section">${gettext("How it felt")}</h2>
        <p class="said"><${Glyph} verdict=${felt.feeling} /> ${feelings()[felt.feeling]}</p>
        <p class="prose" dir="auto">${felt.note}</p></section>`
    }`;
}

/**
 * Some questions at a time, so that a long moment is drawn without holding up the thumb.
 *
 * @param {{questions: Asked[], ids: Set<string>, most: number, [by: string]: any}} props
 */
function Questions({ questions, ids, most, ...by }) {
  const [further, setFurther] = useState(false);
  const rest = questions.slice(most);
  useLayoutEffect(() => {
    const turn = rest[0] && setTimeout(setFurther, 0, true);
    return () => clearTimeout(turn);
  }, []);
  return html`${questions
    .slice(0, most)
    .map(
      (question) =>
        ids.has(question.id) &&
        html`<${Steady} key=${question.id} ...${by} question=${question} />`,
    )}
    ${further && rest[0] && html`<${Questions} ...${by} questions=${rest} ids=${ids} most=${most} />`}`;
}

/**
 * A question that is drawn again only when something of its own has changed: most answers change one of many.
 *
 * @param {{app: App, record: VisitRecord, question: Asked, level: "h1"|"h2"|"h3"}} props
 */
function Steady({ app, record, question, level }) {
  const { document, item, open, photos, noticed, editable } = record;
  const mine = document.photos.filter((photo) => photo.question === question.id);
  const state = JSON.stringify([
    document.answers[question.id],
    mine.map((photo) => [photo, photos[photo.id], noticed?.[photo.id]]),
    item.returned,
    editable && (!open || open.has(question.id)),
    level,
  ]);
  const drawn = useRef(/** @type {any} */ ({}));
  if (drawn.current.state !== state || drawn.current.question !== question) {
    const vnode = html`<${Question} app=${app} record=${record} question=${question} level=${level} />`;
    drawn.current = { state, question, vnode };
  }
  return drawn.current.vnode;
}

/** @returns {Record<string, string>} */
const feelings = () => ({
  misery: gettext("Misery"),
  mediocrity: gettext("As expected"),
  magic: gettext("Magic"),
});

/** What the three look like at this moment, one tap away. @param {{touchpoint: Touchpoint, lang: string}} props */
function LooksLike({ touchpoint: { looks_like: looks }, lang }) {
  const lines = Object.entries(feelings()).filter(([name]) => looks[/** @type {"magic"} */ (name)]);
  if (!lines.length) return null;
  return html`<details class="looks"><summary>${gettext("What magic and misery look like here")}</summary>
    <dl>${lines.map(
      ([name, label]) => html`<div key=${name}><dt><${Glyph} verdict=${name} />${label}</dt>
      <dd dir="auto" lang=${looks.langs?.[name] ?? lang}>${looks[/** @type {"magic"} */ (name)]}</dd></div>`,
    )}</dl></details>`;
}

/** @param {MomentProps & {level: "h1"|"h2"|"h3"}} props */
function Feeling({ app, record, touchpoint, level }) {
  const stored = record.document.feelings[touchpoint.id];
  const [draft, setDraft] = useState(/** @type {{feeling: string, note: string}|null} */ (null));
  const [failure, setFailure] = useState("");
  const felt = draft ?? stored;
  const feel = async (/** @type {{feeling?: string, note?: string}} */ change) => {
    const next = { feeling: felt?.feeling ?? "", note: felt?.note ?? "", ...change };
    setDraft(next);
    setFailure("");
    try {
      await app.actions.feel(record.id, touchpoint.id, next);
      setDraft((now) => (now === next ? null : now));
    } catch (refusal) {
      setFailure(messageOf(refusal));
    }
  };
  const name = `feeling-${touchpoint.id}`;
  return html`<section class="question">
    <${level} class="q" id=${name} tabindex="-1">${gettext("How did this moment feel?")}<//>
    <p class="meta">${gettext("Your own feeling, whatever the answers say.")}</p>
    <div class="faces" role="radiogroup" aria-labelledby=${name}>
      ${Object.entries(feelings()).map(
        ([key, label]) => html`<${Tile} key=${key} type="radio" name=${name}
        checked=${felt?.feeling === key} onPick=${() => feel({ feeling: key })}><${Glyph} verdict=${key} />${label}<//>`,
      )}
    </div>
    ${
      felt?.feeling &&
      html`<${Lines} label=${gettext("Why? A line is enough.")} value=${felt.note} most=${1000}
      onText=${(/** @type {string} */ note) => feel({ note })} />`
    }
    <${Failure} text=${failure} />
  </section>`;
}
