// Search over every name in any script.

const search = { names: [], found: [], at: -1 };

function prepareSearch() {
  data.entities.forEach((entity, place) => {
    const names = new Map();
    for (const [language, text] of [...(entity.labels || []), ...(entity.aliases || [])]) if (!names.has(text)) names.set(text, language);
    if (!names.size) names.set(entity.id, "");
    for (const [text, language] of names) search.names.push({ place, text, language, folded: fold(text.slice(0, 200)) });
    if (entity.ticker) search.names.push({ place, text: entity.ticker, language: "", folded: fold(entity.ticker) });
  });
}

// The best names for what was typed: whole, then beginning, then beginning of a word, then anywhere; heavier first.
function find(typed, most = 8) {
  const wanted = fold(typed.trim());
  if (!wanted) return [];
  const best = new Map();
  for (const name of search.names) {
    const at = name.folded.indexOf(wanted);
    if (at < 0) continue;
    const rank = name.folded === wanted ? 0 : at === 0 ? 1 : name.folded[at - 1] === " " ? 2 : 3;
    if (!best.has(name.place) || best.get(name.place).rank > rank) best.set(name.place, { ...name, rank });
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank || data.nodes[b.place].w - data.nodes[a.place].w || a.place - b.place).slice(0, most);
}

function suggest() {
  const input = byId("query");
  search.found = find(input.value);
  search.at = search.found.length ? 0 : -1;
  const typed = input.value.trim() !== "";
  const options = search.found.map((name, at) => make("li", { role: "option", id: `suggestion-${at}`, "aria-selected": String(at === search.at), on: { pointerdown: (event) => { event.preventDefault(); take(at); } } },
    mark(kindOf(name.place)), make("span", { class: "name" }, apart(name.text, name.language), name.text === nameText(name.place) ? null : make("span", { class: "muted" }, " – ", nameElement(name.place))),
    make("span", { class: "muted" }, `${typeLabel(name.place)} · ${sayCount("claim-count", index.claims[name.place].length)}`)));
  if (typed && !options.length) options.push(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "muted" }, say("search-none")));
  fill(byId("suggestions"), ...options);
  byId("suggestions").hidden = !typed;
  input.setAttribute("aria-expanded", String(typed));
  if (typed) announce(say("search-found", { n: search.found.length }));
  pointTo(search.at);
}

function pointTo(at) {
  search.at = at;
  [...byId("suggestions").children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
  if (at >= 0) {
    byId("query").setAttribute("aria-activedescendant", `suggestion-${at}`);
    byId(`suggestion-${at}`).scrollIntoView({ block: "nearest" });
  } else byId("query").removeAttribute("aria-activedescendant");
}

function closeSuggestions() {
  byId("suggestions").hidden = true;
  byId("query").setAttribute("aria-expanded", "false");
  byId("query").removeAttribute("aria-activedescendant");
}

// Go to a suggestion: choose it, show its surroundings, read it out.
function take(at) {
  const { place } = search.found[at];
  closeSuggestions();
  byId("query").value = nameText(place);
  change({ ...NOTHING, view: "graph", entity: place });
  focusPanel();
}

function listenSearch() {
  const input = byId("query");
  input.addEventListener("input", suggest);
  input.addEventListener("focus", () => { input.select(); if (input.value) suggest(); });
  input.addEventListener("blur", closeSuggestions);
  input.addEventListener("keydown", (event) => {
    const count = search.found.length;
    if (event.key === "ArrowDown" && count) pointTo((search.at + 1) % count);
    else if (event.key === "ArrowUp" && count) pointTo((search.at + count - 1) % count);
    else if (event.key === "Enter" && search.at >= 0 && !byId("suggestions").hidden) take(search.at);
    else if (event.key === "Escape") {
      if (byId("suggestions").hidden) input.value = "";
      closeSuggestions();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
}
