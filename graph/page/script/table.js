// The claims as a table, for those who would rather read or cannot see the drawing: same filters, sortable.

const table = { sort: "subject", down: false, filter: "", rows: 100 };
const COLUMNS = {
  subject: (claim) => nameText(claim.s),
  relation: (claim) => saidLabel(claim),
  object: (claim) => (claim.o === undefined ? "" : nameText(claim.o)),
  amount: (claim) => (claim.q ? Number(claim.q[0]) : null),
  when: (claim) => period(claim.t),
  speaker: (claim) => (claim.by === undefined ? "" : nameText(claim.by)),
  modality: (claim) => termLabel("modalities", claim.modality),
  confidence: (claim) => claim.c ?? 1,
  passage: (claim) => passageOf(claim),
};

function passageOf(claim) {
  if (!claim.e.length) return "";
  const [source, , , stretch, , start, end] = claim.e[0];
  return typeof source === "number" ? data.documents[source].texts[stretch].slice(start, end) : stretch;
}

function tableRows() {
  const wanted = fold(table.filter.trim());
  const holds = (claim) => !wanted || fold([COLUMNS.subject(claim), COLUMNS.relation(claim), COLUMNS.object(claim), COLUMNS.speaker(claim), passageOf(claim)].join(" ")).includes(wanted);
  const value = COLUMNS[table.sort];
  const keyed = data.claims.map((claim, place) => [place, claim]).filter(([, claim]) => shownClaim(claim) && holds(claim)).map(([place, claim]) => [place, value(claim)]);
  const collator = new Intl.Collator(locale(), { numeric: true });
  const empty = (key) => key === "" || key === null;
  const compare = (a, b) => empty(a) - empty(b) || (empty(a) ? 0 : (table.down ? -1 : 1) * (typeof a === "number" ? a - b : collator.compare(a, b)));
  return keyed.sort((a, b) => compare(a[1], b[1]) || a[0] - b[0]).map(([place]) => place);
}

function paintTable(changed) {
  byId("table").hidden = state.view !== "table";
  byId("graph").hidden = state.view !== "graph";
  for (const view of ["graph", "table"]) byId(`to-${view}`).setAttribute("aria-pressed", String(state.view === view));
  if (state.view !== "table" || !["view", "families", "modalities", "language", "table"].some((name) => changed.has(name))) return;
  const input = make("input", { type: "search", id: "filter", value: table.filter, autocomplete: "off", on: { input: (event) => { table.filter = event.target.value; table.rows = 100; fillTable(); } } });
  const head = Object.keys(COLUMNS).map((name) => make("th", { scope: "col", "data-column": name }, button(say(name), () => sortBy(name), { class: "sort" })));
  fill(byId("table"),
    make("p", { class: "filter" }, make("label", { for: "filter" }, say("filter")), " ", input, " ", make("span", { id: "row-count", class: "muted", role: "status" })),
    make("div", { class: "wide", id: "claim-rows", role: "region", tabindex: "0", "aria-label": say("claims") },
      make("table", { class: "claims" }, make("caption", { class: "unseen" }, say("claims")), make("thead", {}, make("tr", {}, head)), make("tbody", { id: "table-body" })),
      make("p", { id: "table-end" })));
  fillTable();
}

function sortBy(name) {
  Object.assign(table, { down: table.sort === name && !table.down, sort: name });
  fillTable();
}

function fillTable() {
  const places = tableRows();
  const shown = places.slice(0, table.rows);
  for (const cell of byId("table").querySelectorAll("th[data-column]")) {
    cell.setAttribute("aria-sort", cell.dataset.column === table.sort ? (table.down ? "descending" : "ascending") : "none");
  }
  fill(byId("table-body"), ...shown.map(tableRow));
  byId("row-count").textContent = say("rows", { shown: count(places.length), n: count(data.claims.length) });
  const left = places.length - shown.length;
  const end = data.claims.length ? (places.length ? "" : say("filtered-out")) : say("empty");
  fill(byId("table-end"), left > 0 ? button(say("more", { n: count(Math.min(left, 200)) }), () => { table.rows += 200; fillTable(); }, { class: "more" }) : end);
}

function tableRow(place) {
  const claim = data.claims[place];
  const entity = (which) => (which === undefined ? "" : button(nameElement(which), () => chooseEntity(which), { class: "link" }));
  const said = make("span", {}, claim.negated ? make("em", { class: "not" }, `${say("not")} `) : null, saidLabel(claim));
  const open = button(said, () => { chooseClaim(place); focusPanel(); }, { class: "link", title: say("open-claim") });
  const passage = passageOf(claim);
  const known = claim.e.length && typeof claim.e[0][0] === "number" ? data.documents[claim.e[0][0]] : null;
  return make("tr", {}, make("th", { scope: "row" }, entity(claim.s)),
    make("td", { class: "verb" }, make("span", {}, swatch(familyOf(claim), claim.modality, 24), open)),
    make("td", {}, entity(claim.o)), make("td", { class: "number" }, amount(claim.q)), make("td", { class: "number" }, period(claim.t)),
    make("td", {}, entity(claim.by)), make("td", {}, termLabel("modalities", claim.modality)), make("td", { class: "number" }, percent(claim.c ?? 1)),
    make("td", { class: "passage" }, make("bdi", { lang: known ? known.language : null }, passage.length > 120 ? `${passage.slice(0, 120)}…` : passage)));
}
