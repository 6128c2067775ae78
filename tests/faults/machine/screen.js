/** What a shopper's eye and thumb do, for the fault machine: tap, and wait until the screen says how it went. */

(() => {
  const PATIENCE_MS = 10_000;
  const section = (question) => document.querySelector(`#q-${question}`)?.closest("section");
  const pill = () => document.querySelector(".pill.saved")?.textContent.trim();
  const frame = () =>
    new Promise((next) => {
      requestAnimationFrame(next);
      setTimeout(next, 50); // a page that is not looked at is given no frames
    });

  /** Wait for one of the screen's own words; `looks`: what must be seen beside "Saved". */
  async function told(looks) {
    const end = performance.now() + PATIENCE_MS;
    while (performance.now() < end) {
      await frame();
      if (pill() === "Not saved") return "not saved";
      if (pill() === "Saved" && looks()) return "saved";
    }
    return "silence";
  }

  const tiles = (question) => [...section(question).querySelectorAll("label.tile input")];
  const place = (value) => (typeof value === "number" ? value - 1 : ["no", "yes"].indexOf(value));
  const field = (question) => section(question)?.querySelector("input[type=text], textarea");

  function tap(question, value) {
    const tile = tiles(question)[place(value)];
    const again = section(question).querySelector("[role=alert] button");
    // What could not be saved stands there already, with a button of its own.
    if (tile.checked && again) again.click();
    else tile.click();
    return () => tiles(question)[place(value)]?.checked;
  }

  function type(question, value) {
    const text = field(question);
    text.focus();
    text.value = value;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.blur();
    return () => field(question)?.value === value;
  }

  const thumbs = (question) => section(question)?.querySelectorAll(".thumb:not(.lost)").length;
  const alarm = (question) =>
    [...(section(question)?.querySelectorAll("[role=alert]") ?? [])]
      .map(({ textContent }) => textContent.trim())
      .find(Boolean);

  globalThis.shopper = {
    /** Whether this question can be answered on this screen. */
    sees: (question) => Boolean(section(question)?.querySelector(".tile, textarea, input")),
    /** Whether the phone calls saved what stands here. */
    answers: async (question, value, waits) => {
      const isTyped =
        Boolean(section(question).querySelector("textarea")) && !tiles(question).length;
      const looks = isTyped ? type(question, value) : tap(question, value);
      return waits ? told(looks) : "not waited for";
    },
    /** The answer as it stands on this screen; null: none. */
    shows: (question) => {
      const place = tiles(question).findIndex(({ checked }) => checked);
      if (!tiles(question).length) return field(question)?.value || null;
      if (place < 0) return null;
      return tiles(question).length > 2 ? place + 1 : ["no", "yes"][place];
    },
    thumbs,
    /** How the photograph after so many others went. */
    hasPhotograph: async (question, before) => {
      const end = performance.now() + 2 * PATIENCE_MS;
      while (performance.now() < end) {
        await frame();
        if (thumbs(question) > before && pill() === "Saved") return "saved";
        if (alarm(question)) return alarm(question);
      }
      return "silence";
    },
    /** Follow a link of the app's own. */
    goes: (path) => {
      const link = document.createElement("a");
      link.href = path;
      document.body.append(link);
      link.click();
      link.remove();
    },
  };
})();
