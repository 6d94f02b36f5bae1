// The legend: what lines, strokes and marks mean, and which are shown.

// A mark of a kind of entity, small.
const mark = (kind) => drawing(16, 16, (context) => {
  const tone = { full: paint_.ink, half: paint_.half, open: paint_.paper }[kind.tone];
  Object.assign(context, { fillStyle: tone, strokeStyle: paint_.ink, lineWidth: 1.4 });
  context.beginPath();
  outline(context, kind.shape, 8, 8, 5.6);
  context.closePath();
  context.fill();
  context.stroke();
});

// The outlines of vis-network's shapes.
function outline(context, shape, x, y, r) {
  const around = (count, turn, radius = () => r) => {
    for (let corner = 0; corner < count; corner += 1) {
      const angle = turn + (corner / count) * 2 * Math.PI;
      context.lineTo(x + radius(corner) * Math.cos(angle), y + radius(corner) * Math.sin(angle));
    }
  };
  const up = -Math.PI / 2;
  if (shape === "square") context.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  else if (shape === "diamond") around(4, up);
  else if (shape === "triangle") around(3, up);
  else if (shape === "triangleDown") around(3, -up);
  else if (shape === "hexagon") around(6, 0);
  else if (shape === "star") around(10, up, (corner) => (corner % 2 ? r * 0.5 : r * 1.15));
  else context.arc(x, y, r, 0, 7);
}

function toggle(list, name, picture, claims) {
  const shown = !state[list].has(name);
  const flip = () => {
    const hidden = new Set(state[list]);
    if (!hidden.delete(name)) hidden.add(name);
    change({ [list]: hidden }, false);
  };
  const box = make("input", { type: "checkbox", checked: shown, value: name, on: { change: flip } });
  return make("label", { class: "toggle" }, box, picture, make("span", { class: "name" }, termLabel(list, name)), make("span", { class: "count" }, count(claims)));
}

function counted(list, nameOfClaim) {
  const counts = new Map();
  for (const claim of data.claims) counts.set(nameOfClaim(claim), (counts.get(nameOfClaim(claim)) || 0) + 1);
  return Object.keys(data.ontology[list]).filter((name) => counts.has(name)).map((name) => [name, counts.get(name)]);
}

function paintLegend(changed) {
  if (!["families", "modalities", "language", "theme"].some((name) => changed.has(name))) return;
  const body = byId("legend-body");
  const held = document.activeElement && body.contains(document.activeElement) ? document.activeElement.value : null;
  const group = (title, ...rows) => make("fieldset", {}, make("legend", {}, say(title)), ...rows);
  const families = counted("families", familyOf);
  const modalities = counted("modalities", (claim) => claim.modality);
  const plain = families.length ? families[0][0] : "";
  const all = state.families.size + state.modalities.size ? button(say("show-all"), () => change({ families: new Set(), modalities: new Set() }, false), { class: "more" }) : null;
  const kinds = data.ontology.kinds.filter((kind) => data.entities.some((_, entity) => kindOf(entity) === kind));
  const sign = (options) => drawing(30, 14, (context) => drawLine(context, [1, 7, 8, 7, 15, 7, 22, 7, 27, 7], { family: "", modality: "fact", claims: [0], ...options }, 1, paint_));
  fill(body,
    families.length ? group("families", families.map(([name, count]) => toggle("families", name, swatch(name), count))) : null,
    modalities.length ? group("modalities", modalities.map(([name, count]) => toggle("modalities", name, swatch(plain, name), count))) : null,
    all,
    make("ul", { class: "plain" }, make("li", {}, sign({}), make("span", {}, say("direction"))), make("li", {}, sign({ negated: true, mutual: true }), make("span", {}, say("denied")))),
    kinds.length ? make("h3", {}, say("kinds")) : null,
    make("ul", { class: "plain kinds" }, kinds.map((kind) => make("li", {}, mark(kind), make("span", {}, termLabel("classes", kind.class))))),
    keysHelp());
  if (held !== null) [...body.querySelectorAll("input")].find((box) => box.value === held)?.focus();
}

function keysHelp() {
  const keys = [["/", "key-search"], ["← ↑ ↓ →", "key-move"], [". ,", "key-line"], ["Enter", "key-open"], ["+ − 0", "key-zoom"], ["Esc", "key-close"]];
  const rows = keys.map(([key, text]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, say(text))));
  return make("details", { class: "keys" }, make("summary", {}, say("keys")), make("dl", {}, rows));
}

function showLegend(open) {
  document.body.classList.toggle("with-legend", open);
  byId("to-legend").setAttribute("aria-expanded", String(open));
  if (open) byId("close-legend").focus();
  else byId("to-legend").focus();
}
