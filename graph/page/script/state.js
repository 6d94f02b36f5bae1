// What the reader sees, as one value. It stands in the address, so that a link shows the same and Back goes back.

const state = {
  view: "graph", // or "table" or "ledger"
  language: null,
  theme: null, // null follows the system
  entity: null, // what is chosen: an entity,
  pair: null, // or two, with every claim between them,
  claim: null, // or a claim (with a pair: the one it was opened by)
  families: new Set(), // not shown
  modalities: new Set(), // not shown
};
const painters = []; // called in order after each change, with the names of what changed
let written = null; // the address this page wrote last

const NOTHING = { entity: null, pair: null, claim: null };

function change(patch, push = true) {
  const before = location.hash;
  Object.assign(state, patch);
  written = `#${writeAddress()}`;
  if (written !== before && !(written === "#" && before === "")) {
    if (push) location.hash = written;
    else history.replaceState(null, "", written);
  }
  paint(Object.keys(patch));
}

function paint(changed) {
  for (const painter of painters) painter(new Set(changed));
}

const chooseEntity = (entity) => change({ ...NOTHING, entity });
const choosePair = (a, b, claim = null) => change({ ...NOTHING, pair: [a, b], claim });
function chooseClaim(place) {
  const claim = data.claims[place];
  if (claim.o === undefined) change({ ...NOTHING, claim: place });
  else choosePair(claim.s, claim.o, place);
}
const chooseNothing = () => change(NOTHING);

function writeAddress() {
  const address = new URLSearchParams();
  const id = (entity) => data.entities[entity].id;
  if (state.entity !== null) address.set("entity", id(state.entity));
  if (state.pair) state.pair.forEach((entity) => address.append("between", id(entity)));
  if (state.claim !== null) address.set("claim", data.claims[state.claim].id);
  if (state.view !== "graph") address.set("view", state.view);
  if (state.language) address.set("language", state.language);
  if (state.theme) address.set("theme", state.theme);
  for (const name of state.families) address.append("without", name);
  for (const name of state.modalities) address.append("unsaid", name);
  return address.toString();
}

// Read the address; what it names that is not here is passed over.
function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  const find = (id) => (index.entity.has(id) ? index.entity.get(id) : null);
  const pair = address.getAll("between").map(find);
  const known = (list, names) => new Set(names.filter((name) => Object.hasOwn(data.ontology[list], name)));
  return {
    view: ["table", "ledger"].includes(address.get("view")) ? address.get("view") : "graph",
    language: data.languages.includes(address.get("language")) ? address.get("language") : null,
    theme: ["light", "dark"].includes(address.get("theme")) ? address.get("theme") : null,
    entity: find(address.get("entity")),
    pair: pair.length === 2 && !pair.includes(null) ? pair : null,
    claim: index.claim.has(address.get("claim")) ? index.claim.get(address.get("claim")) : null,
    families: known("families", address.getAll("without")),
    modalities: known("modalities", address.getAll("unsaid")),
  };
}

window.addEventListener("hashchange", () => {
  if (!data || location.hash === written) return;
  Object.assign(state, readAddress());
  written = location.hash;
  paint(Object.keys(state));
});

const shownModality = (claim) => !state.modalities.has(claim.modality);
const shownClaim = (claim) => shownModality(claim) && !state.families.has(familyOf(claim));
const shownLine = (line) => !state.families.has(line.family) && !state.modalities.has(line.modality);

// The entities the choice is about, and those to be seen with them; null when nothing is chosen.
function focus() {
  if (state.entity !== null) {
    const near = index.lines[state.entity].filter((place) => shownLine(data.lines[place])).map((place) => data.lines[place]);
    return { chosen: [state.entity], near: new Set([state.entity, ...near.map((line) => line.from), ...near.map((line) => line.to)]) };
  }
  const claim = state.claim === null ? null : data.claims[state.claim];
  const chosen = state.pair || (claim ? [claim.s] : null);
  return chosen ? { chosen, near: new Set(chosen) } : null;
}
