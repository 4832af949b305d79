// What the page says: sentences of the catalogues, filled in; numbers as the language writes them. Text goes
// onto the page as text alone.

const spoken = {};

export function speak({ language, words, percent }) {
  Object.assign(spoken, { language, words, percent, plural: new Intl.PluralRules(language) });
  Object.assign(spoken, { numbers: new Map(), days: null });
}

export const has = (key) => key in spoken.words;

// A sentence with its values; `n` chooses the form of a word that goes with it.
export function say(key, values = {}) {
  const told = spoken.words[key];
  if (told === undefined) throw new Error(`no sentence: ${key}`);
  const text = typeof told === "string" ? told : (told[spoken.plural.select(values.n)] ?? told.other);
  return text.replace(/⟦(\w+)⟧/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? number(value) : String(value ?? "?");
  });
}

export function number(value, digits = 2, fixed = false) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return "∞";
  return writerOf(digits, fixed).format(value).replace("-", "\u2212");
}

// Each way of writing numbers is made once: making one takes a browser longer than writing a hundred numbers.
function writerOf(digits, fixed) {
  const key = `${digits} ${fixed}`;
  if (!spoken.numbers.has(key)) {
    const options = { maximumFractionDigits: digits, minimumFractionDigits: fixed ? digits : 0 };
    spoken.numbers.set(key, new Intl.NumberFormat(spoken.language, options));
  }
  return spoken.numbers.get(key);
}

export const percent = (value, digits = 0) => spoken.percent.replace("{}", number(100 * value, digits));

// A ratio with its two decimals, one that is as good as none as such.
export const ratio = (value) => number(value, value < 10 ? 2 : 0, value < 10);

export function day(value) {
  spoken.days ??= new Intl.DateTimeFormat(spoken.language, { dateStyle: "medium", timeZone: "UTC" });
  return spoken.days.format(new Date(value * 864e5));
}

// An element with attributes (listeners by `on…`) and children: elements, or texts.
export function make(tag, attributes = {}, ...children) {
  const space = ["svg", "line", "rect", "circle", "text", "g", "path", "title"].includes(tag);
  const made = space
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null));
  return made;
}

export const put = (id, ...children) =>
  document.getElementById(id).replaceChildren(...children.flat().filter(Boolean));

// A table with a caption (heard alone, where a heading says it), headings and rows of cells; the first cell
// of each row heads it.
export function table(caption, heads, rows, numeric = [], heard = false) {
  const cell = (content, place) =>
    make(
      place ? "td" : "th",
      { class: numeric.includes(place) && "number", scope: place ? null : "row" },
      content,
    );
  const head = heads.map((each, place) =>
    make("th", { scope: "col", class: numeric.includes(place) && "number" }, each),
  );
  const made = make(
    "table",
    {},
    make("caption", { class: heard && "heard" }, caption),
    make("thead", {}, make("tr", {}, head)),
    make(
      "tbody",
      {},
      rows.map((row) => make("tr", {}, row.map(cell))),
    ),
  );
  return make("div", { class: "frame", role: "region", "aria-label": caption, tabindex: "0" }, made);
}
