// The drawing: vis-network holds the marks, the view and what fingers and pointers do; lines and labels are drawn
// under and over its marks. Only the entities in view that matter most are held, and what is chosen.

const MOST = 600;
const stage = { network: null, marks: null, spots: [], shown: new Set(), labels: null, ways: [], cursor: null, line: null, hovered: null, touched: false, still: false, stayed: false, scale: 1, going: null };

const PAINTS = {
  light: { paper: "#fbfaf7", ink: "#1d2430", muted: "#5b6472", half: "#9fb0c3", hull: "#f1eee6", accent: "#0b57a4" },
  dark: { paper: "#14181f", ink: "#e8e6e1", muted: "#a3abb8", half: "#5f7187", hull: "#1a1f28", accent: "#8ec2ff" },
};
let paint_ = PAINTS.light;

function mixed(colour, other, share) {
  const parts = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const [a, b] = [parts(colour), parts(other)];
  return `#${a.map((part, at) => Math.round(part * (1 - share) + b[at] * share).toString(16).padStart(2, "0")).join("")}`;
}

function choosePaint(theme) {
  paint_ = { ...PAINTS[theme], families: {} };
  for (const [name, family] of Object.entries(data.ontology.families)) {
    paint_.families[name] = theme === "dark" ? mixed(family.colour, "#ffffff", 0.35) : family.colour;
  }
}

function markStyle(entity) {
  const tone = kindOf(entity).tone;
  const background = { full: paint_.ink, half: paint_.half, open: paint_.paper }[tone];
  const chosen = { background, border: paint_.accent };
  return { color: { background, border: paint_.ink, highlight: chosen, hover: chosen } };
}

function raiseStage() {
  const box = byId("stage");
  const tall = window.innerWidth < window.innerHeight;
  stage.spots = data.nodes.map((node) => ({ x: tall ? node.tx : node.x, y: tall ? node.ty : node.y, r: node.size }));
  stage.marks = new vis.DataSet([]);
  hold(index.rank.slice(0, MOST));
  stage.network = new vis.Network(box, { nodes: stage.marks, edges: new vis.DataSet([]) }, JSON.parse(data.options));
  box.querySelector(".vis-network").tabIndex = -1; // the stage itself takes the keys
  const network = stage.network;
  network.on("beforeDrawing", drawUnder);
  network.on("afterDrawing", drawOver);
  network.on("click", ({ nodes, pointer, event }) => {
    const touched = event.pointerType === "touch" || (event.srcEvent && event.srcEvent.pointerType === "touch");
    const line = nodes.length ? null : lineAt(pointer.canvas, touched ? 16 : 7);
    hover(null);
    stage.still = true; // a view that the reader has chosen stays as it is
    if (nodes.length) chooseEntity(nodes[0]);
    else if (line !== null) choosePair(data.lines[line].from, data.lines[line].to, data.lines[line].claims[0]);
    else if (focus()) chooseNothing();
    stage.still = false;
  });
  network.on("dragging", ({ nodes }) => follow(nodes));
  network.on("dragEnd", ({ nodes }) => {
    follow(nodes);
    stage.touched = true;
    chooseInView();
  });
  network.on("zoom", () => {
    Object.assign(stage, { touched: true, scale: network.getScale() });
    chooseInView();
  });
  network.on("animationFinished", () => {
    stage.going = null;
    chooseInView();
  });
  network.on("resize", () => requestAnimationFrame(keepView));
  network.on("hoverNode", ({ node }) => hover({ entity: node }));
  network.on("blurNode", () => hover(null));
  box.addEventListener("pointermove", hoverLine);
  box.addEventListener("pointerleave", () => hover(null));
  showAll(false);
}

// After a change of size: everything again if the reader has not moved, else the scale there was (vis-network changes it).
function keepView() {
  if (!byId("stage").clientWidth) return;
  const near = focus();
  if (stage.touched) moveTo(stage.going || stage.network.getViewPosition(), stage.scale, false);
  else if (near && !stage.stayed) goTo([...near.near].slice(0, 60), false);
  else showAll(false);
}

// Hold just these entities.
function hold(entities) {
  const wanted = new Set(entities);
  stage.marks.remove([...stage.shown].filter((entity) => !wanted.has(entity)));
  const fresh = [...wanted].filter((entity) => !stage.shown.has(entity));
  stage.marks.add(fresh.map((entity) => {
    const { id, shape, size } = data.nodes[entity];
    return { id, shape, size, x: stage.spots[entity].x, y: stage.spots[entity].y, ...markStyle(entity) };
  }));
  stage.shown = wanted;
  forgetShapes();
  stage.labels = null;
}

function follow(entities) {
  for (const [entity, spot] of Object.entries(stage.network.getPositions(entities))) Object.assign(stage.spots[entity], spot);
  forgetShapes();
  stage.labels = null;
}

// The entities in view that matter most, with those that are chosen; all of them where they are few.
function chooseInView() {
  stage.labels = null;
  if (data.nodes.length <= MOST) return;
  const box = byId("stage");
  const low = stage.network.DOMtoCanvas({ x: -80, y: -40 });
  const high = stage.network.DOMtoCanvas({ x: box.clientWidth + 80, y: box.clientHeight + 40 });
  const near = focus();
  const must = near ? [...near.near].slice(0, 300) : [];
  const inView = index.rank.filter((entity) => {
    const { x, y } = stage.spots[entity];
    return x > low.x && x < high.x && y > low.y && y < high.y;
  });
  hold([...must, ...inView.slice(0, Math.max(0, MOST - must.length))]);
  const note = byId("note");
  note.hidden = inView.length <= MOST;
  note.textContent = say("some-entities", { n: count(stage.shown.size) });
  dim();
}

// Fade what the choice is not about.
function dim() {
  const near = focus();
  const fresh = [];
  for (const entity of stage.shown) {
    const opacity = !near || near.near.has(entity) ? 1 : 0.16;
    if ((stage.marks.get(entity).opacity ?? 1) !== opacity) fresh.push({ id: entity, opacity });
  }
  if (fresh.length) stage.marks.update(fresh);
  stage.labels = null;
}

function showAll(moving = true) {
  const box = byId("stage");
  if (!data.nodes.length || !box.clientWidth) return;
  const spots = stage.spots;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const spot of spots) [left, top, right, bottom] = [Math.min(left, spot.x), Math.min(top, spot.y), Math.max(right, spot.x), Math.max(bottom, spot.y)];
  const narrow = box.clientWidth < 600;
  const scale = Math.min((box.clientWidth - (narrow ? 64 : 170)) / (right - left || 1), (box.clientHeight - (narrow ? 60 : 104)) / (bottom - top || 1), 1.6);
  moveTo({ x: (left + right) / 2, y: (top + bottom) / 2 + 8 / scale }, scale, moving);
  stage.touched = false;
}

function moveTo(position, wanted, moving = true) {
  const scale = Math.max(wanted, 0.005);
  const still = !moving || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  Object.assign(stage, { scale, going: still ? null : position });
  stage.network.moveTo({ position, scale, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
  if (still) chooseInView();
}

// Bring entities into view, large enough to read where they allow it.
function goTo(entities, moving = true, most = 1.2) {
  const spots = entities.map((entity) => stage.spots[entity]);
  const ends = (name) => [Math.min(...spots.map((spot) => spot[name])), Math.max(...spots.map((spot) => spot[name]))];
  const [[left, right], [top, bottom]] = [ends("x"), ends("y")];
  const box = byId("stage");
  const [aside, above] = box.clientWidth < 600 ? [90, 80] : [190, 130];
  const scale = Math.min(most, (box.clientWidth - aside) / (right - left || 1), (box.clientHeight - above) / (bottom - top || 1));
  moveTo({ x: (left + right) / 2, y: (top + bottom) / 2 }, scale, moving);
}
