// The panel beside the graph: an entity, two entities and all between them, or one claim.

function paintPanel(changed) {
  const relevant = ["entity", "pair", "claim", "language", "theme", "families", "modalities"];
  if (!relevant.some((name) => changed.has(name))) return;
  const panel = byId("panel");
  const chosen = focus();
  const opening = panel.hidden && chosen;
  panel.hidden = !chosen;
  document.body.classList.toggle("with-panel", Boolean(chosen));
  if (!chosen) return;
  const [title, body] = state.entity !== null ? entityPanel(state.entity) : state.pair ? pairPanel(...state.pair) : claimPanel(state.claim);
  fill(byId("panel-title"), ...title);
  fill(byId("panel-body"), ...body);
  if (opening || changed.has("entity") || changed.has("pair") || changed.has("claim")) panel.scrollTop = 0;
}

const focusPanel = () => byId("panel-title").focus({ preventScroll: true });

function section(title, ...children) {
  return make("section", {}, make("h3", { class: "part" }, title), ...children);
}

const claimOrder = (a, b) => {
  const [one, other] = [data.claims[a], data.claims[b]];
  return (saidLabel(one).localeCompare(saidLabel(other), locale()) || period(one.t).localeCompare(period(other.t)) || a - b);
};

function entityPanel(entity) {
  const about = index.claims[entity].filter((place) => shownClaim(data.claims[place]));
  const figures = about.filter((place) => data.claims[place].o === undefined && data.claims[place].m);
  const others = about.filter((place) => !figures.includes(place));
  const families = Object.keys(data.ontology.families).map((family) => [family, others.filter((place) => familyOf(data.claims[place]) === family)]);
  const said = index.said[entity].filter((place) => shownClaim(data.claims[place]));
  const body = [identity(entity)];
  for (const { severity, message } of index.findings.get(data.entities[entity].id) || []) {
    body.push(make("p", { class: `remark ${severity === "violation" ? "bad" : ""}` }, make("strong", {}, `${say("finding")}: `), message));
  }
  if (figures.length) body.push(section(say("measures"), figureTable(figures)));
  for (const [family, places] of families.filter(([, list]) => list.length)) {
    const title = [swatch(family), " ", termLabel("families", family), make("span", { class: "count" }, ` ${count(places.length)}`)];
    body.push(section(make("span", {}, ...title), portioned(places.sort(claimOrder), foldedCard)));
  }
  if (said.length) body.push(section(make("span", {}, ...phrase("says", { name: nameElement(entity) })), portioned(said.sort(claimOrder), foldedCard)));
  return [[nameElement(entity)], body];
}

// A phrase of ours with elements in its places, so that a name keeps its own direction.
function phrase(key, elements) {
  return data.strings[key][tongue].split(/(\{\w+\})/).map((part) => (/^\{\w+\}$/.test(part) ? elements[part.slice(1, -1)] : part));
}

function identity(entity) {
  const { labels = [], aliases = [], wikidata, ticker, country, provisional } = data.entities[entity];
  const rows = [];
  const row = (key, value) => rows.push(make("div", {}, make("dt", {}, key), make("dd", {}, value)));
  const listed = (names) => {
    const seen = new Map(names.map(([language, text]) => [text, language]));
    return [...seen].flatMap(([text, language], at) => [at ? " · " : null, apart(text, language)]);
  };
  if (new Set(labels.map((label) => label[1])).size > 1) row(say("names"), listed(labels));
  if (aliases.length) row(say("aliases"), listed(aliases.slice(0, 60)));
  if (wikidata) row("Wikidata", /^Q\d+$/.test(wikidata) ? outside(wikidata, `https://www.wikidata.org/wiki/${wikidata}`) : apart(wikidata));
  if (ticker) row(say("ticker"), apart(ticker));
  if (country) row(say("country"), index.entity.has(country) ? button(nameElement(index.entity.get(country)), () => chooseEntity(index.entity.get(country)), { class: "link" }) : apart(country.replaceAll("-", " ")));
  const kind = make("p", { class: "kind" }, mark(kindOf(entity)), " ", typeLabel(entity), provisional ? make("span", { class: "muted" }, ` · ${say("provisional")}`) : null);
  return make("div", {}, kind, rows.length ? make("dl", { class: "facts" }, rows) : null);
}

// Figures side by side; a row opens to its passage.
function figureTable(places) {
  const head = ["measure", "amount", "when", "modality"];
  const rows = places.sort(claimOrder).flatMap((place) => {
    const claim = data.claims[place];
    const below = make("tr", { class: "below", hidden: true });
    const open = button(amount(claim.q), () => {
      const opening = below.hidden;
      below.hidden = !opening;
      open.setAttribute("aria-expanded", String(opening));
      if (opening && !below.childElementCount) fill(below, make("td", { colspan: head.length }, chips(claim), ...remarks(claim), ...evidenceOf(claim), facts(claim)));
    }, { class: "link", "aria-expanded": "false", title: exact(claim.q || ["", "", ""]) });
    const denied = claim.negated ? make("em", { class: "not" }, `${say("not")} `) : null;
    const speaker = claim.by === undefined ? [] : [" · ", nameElement(claim.by)];
    return [make("tr", {}, make("th", { scope: "row" }, denied, saidLabel(claim)), make("td", {}, open), make("td", {}, claim.t ? period(claim.t) : "–"), make("td", {}, termLabel("modalities", claim.modality), ...speaker)), below];
  });
  const names = head.map((key) => make("th", { scope: "col" }, say(key)));
  return make("div", { class: "wide", role: "region", tabindex: "0", "aria-label": say("measures") }, make("table", { class: "figures" }, make("thead", {}, make("tr", {}, names)), make("tbody", {}, rows)));
}

function pairPanel(a, b) {
  const places = claimsBetween(a, b);
  const first = state.claim === null ? -1 : state.claim;
  const same = (place) => first >= 0 && data.claims[place].r === data.claims[first].r && data.claims[place].m === data.claims[first].m && data.claims[place].s === data.claims[first].s;
  places.sort((x, y) => (y === first) - (x === first) || same(y) - same(x) || claimOrder(x, y));
  const title = phrase("between", { a: button(nameElement(a), () => chooseEntity(a), { class: "link" }), b: button(nameElement(b), () => chooseEntity(b), { class: "link" }) });
  return [title, [make("p", { class: "muted" }, sayCount("claim-count", places.length)), portioned(places, card, 20)]];
}

function claimPanel(place) {
  const entity = data.claims[place].s;
  return [[button(nameElement(entity), () => chooseEntity(entity), { class: "link" })], [card(place)]];
}
