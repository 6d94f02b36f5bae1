// Words and numbers in the reader's language.

let tongue = 0; // place of the language in data.languages
const LOCALES = { en: "en", "zh-Hans": "zh-Hans-CN", "zh-Hant": "zh-Hant-TW" };
const locale = () => LOCALES[data.languages[tongue]] || "en";

function say(key, values = {}) {
  const texts = Object.hasOwn(data.strings, key) ? data.strings[key] : null;
  if (!texts) return key;
  return texts[tongue].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

const count = (n) => n.toLocaleString(locale());
const sayCount = (key, n) => say(n === 1 ? `${key}-one` : key, { n: count(n) });

// The label of a term: termLabel("relations", "supplies").
function termLabel(list, name) {
  const term = Object.hasOwn(data.ontology[list], name) ? data.ontology[list][name] : null;
  return term ? term.label[tongue] : name;
}

// An entity's name in the reader's language, or the nearest there is: [language, text].
function nameOf(entity) {
  const labels = data.entities[entity].labels || [];
  const wanted = data.languages[tongue];
  const find = (language) => labels.find((label) => label[0] === language);
  return find(wanted) || (wanted.startsWith("zh") && labels.find((label) => label[0].startsWith("zh"))) || find("en") || labels[0] || ["", data.entities[entity].id];
}
const nameText = (entity) => nameOf(entity)[1];
const nameElement = (entity) => apart(nameText(entity), nameOf(entity)[0]);

const typeLabel = (entity) => termLabel("classes", data.entities[entity].type);
const saidLabel = (claim) => (claim.r ? termLabel("relations", claim.r) : termLabel("measures", claim.m));

function number(value, options = {}) {
  const large = Math.abs(value) >= 10000;
  const form = large ? { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 5 } : { maximumFractionDigits: 4 };
  return new Intl.NumberFormat(locale(), { ...form, ...options }).format(value);
}

const PREFIXES = [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"], [1, ""]];

function inUnit(text, unit) {
  const value = Number(text);
  if (!Number.isFinite(value)) return `${text} ${unit}`;
  if (/^[A-Z]{3}$/.test(unit)) {
    const cents = Math.abs(value) < 10000 ? { maximumFractionDigits: 2, minimumFractionDigits: Number.isInteger(value) ? 0 : 2 } : {};
    return number(value, { style: "currency", currency: unit, ...cents });
  }
  if (unit === "percent") return `${number(value)}%`;
  if (unit === "count") return number(value);
  const key = unit.replaceAll("/", "-");
  if (Object.hasOwn(data.strings, key)) return say(key, { n: number(value) });
  if (/^W(h)?(\/|$)/.test(unit)) {
    const [factor, prefix] = PREFIXES.find(([size]) => Math.abs(value) >= size) || PREFIXES.at(-1);
    return `${number(value / factor)} ${prefix}${unit}`;
  }
  return `${number(value)} ${unit}`;
}

const COMPARATORS = { "=": "", "≈": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ " };

// A quantity as it is read: [value, upper end, unit, comparator, approximate, per].
function amount(quantity) {
  if (!quantity) return "";
  const [value, high, unit, comparator, approximate, per] = quantity;
  const sign = COMPARATORS[comparator] || (approximate ? "≈ " : "");
  const range = high ? `${inUnit(value, unit)} – ${inUnit(high, unit)}` : inUnit(value, unit);
  return sign + range + (per ? ` ${say("per", { time: say(per) })}` : "");
}

const period = (time) => (time ? (time[1] ? `${time[0]} – ${time[1]}` : time[0]) : "");

const percent = (fraction) => new Intl.NumberFormat(locale(), { style: "percent" }).format(fraction);

// Put the words into everything in the page's frame that asks for them.
function speak(root = document) {
  for (const element of root.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of root.querySelectorAll("[data-name]")) element.setAttribute("aria-label", say(element.dataset.name));
  for (const element of root.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
}
