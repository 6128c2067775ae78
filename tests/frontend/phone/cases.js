/** The tables of cases that the server and the phone must both pass, read for the phone's tests. */

import { readFileSync } from "node:fs";

/** Read a table; each case is filled up from the table's defaults, as tests/cases does it. */
export function load(table) {
  const content = JSON.parse(
    readFileSync(new URL(`../../cases/${table}.json`, import.meta.url), "utf-8"),
  );
  return content.cases.map((one) => filled(one, content.defaults));
}

/** Read what a case does not say: a touchpoint, a question and an answer. */
export function defaults(table) {
  const url = new URL(`../../cases/${table}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf-8")).defaults;
}

export function filled(one, { touchpoint, question, answer }) {
  return {
    photos: {},
    ...one,
    touchpoints: one.touchpoints.map((moment) => ({
      ...touchpoint,
      ...moment,
      questions: moment.questions.map((asked) => ({ ...question, ...asked })),
    })),
    answers: Object.fromEntries(
      Object.entries(one.answers).map(([id, given]) => [id, { ...answer, ...given }]),
    ),
  };
}

/** Name what differs. Of an object only the expected members count, of a list every element. */
export function differences(actual, expected, where = "") {
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((wanted, place) =>
      differences(actual[place], wanted, `${where}[${place}]`),
    );
  }
  if (isObject(expected) && isObject(actual)) {
    return Object.entries(expected).flatMap(([name, wanted]) =>
      differences(actual[name], wanted, `${where}.${name}`),
    );
  }
  if (Object.is(actual, expected)) return [];
  return [`${where}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`];
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
