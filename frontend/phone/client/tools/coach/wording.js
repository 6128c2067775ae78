/** A remark in words, for the shopper who mends it; the server says the same to the reviewer. */

import { needWords } from "../../components/wording.js";
import { gettext, interpolate } from "../../model/words.js";

/** @import { Remark } from "./remarks.js" */

/** @param {Remark} remark @returns {string} */
export function remarkWords(remark) {
  const { code, level, have, need, about } = remark;
  if (["answer", "photo", "note", "reason"].includes(code)) {
    return needWords(/** @type {any} */ (remark));
  }
  const text =
    code === "staff_named" && level === "required"
      ? gettext("A person is named: “%(about)s”. Names must not be given here; say the role.")
      : sentences()[code];
  return interpolate(text, { have, need, about });
}

/** @returns {Record<string, string>} */
const sentences = () => ({
  bad_without_word: gettext("The answer needs a word: what was seen or heard?"),
  praise_of_failed: gettext("The answer objects, the note sounds content. Which one is right?"),
  complaint_of_passed: gettext(
    "The answer is content, the note sounds like a complaint. Which one is right?",
  ),
  short_text: gettext("%(have)s of at least %(need)s characters. What was it like exactly?"),
  like_last_visit: gettext("Almost the words of the last visit here. What was it like this time?"),
  same_text: gettext("The same words as for “%(about)s”. What was it like here?"),
  staff_named: gettext(
    "A person is named: “%(about)s”. Is the name needed, or is the role enough?",
  ),
  far_number: gettext("Far from what is usual here. Are the number and its unit right?"),
});
