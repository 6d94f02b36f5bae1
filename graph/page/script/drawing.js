// What is drawn under and over the marks, and what is under the pointer.

const MOST_LINES = 350; // drawn in full; of more, only these can be told apart

// The shapes of lines, kept from frame to frame while the zoom and the marks' places stay.
const shapes = { px: 0, kept: new Map() };
const forgetShapes = () => shapes.kept.clear();

function keptShape(place, px) {
  if (shapes.px !== px) forgetShapes();
  shapes.px = px;
  if (!shapes.kept.has(place)) {
    const way = wayOf(data.lines[place], stage.spots, px);
    shapes.kept.set(place, way && shapeOf(data.lines[place], way, px));
  }
  return shapes.kept.get(place);
}

function drawUnder(context) {
  const px = 1 / stage.network.getScale();
  const near = focus();
  drawHulls(context);
  stage.ways = [];
  const bright = [];
  const pale = new Map(); // colour → one path, since there may be thousands
  data.lines.forEach((line, place) => {
    if (!stage.shown.has(line.from) || !stage.shown.has(line.to) || !shownLine(line)) return;
    const shape = keptShape(place, px);
    if (!shape) return;
    stage.ways.push([place, shape.way]);
    const on = !near || (state.entity !== null ? [line.from, line.to].includes(state.entity) : near.near.has(line.from) && near.near.has(line.to));
    if (on) bright.push([line, shape, near !== null || place === stage.hoveredLine || place === stage.line]);
    else addPale(pale, line, shape);
  });
  bright.sort((a, b) => a[0].rank - b[0].rank);
  for (const [line, shape] of bright.splice(MOST_LINES)) addPale(pale, line, shape);
  context.globalAlpha = 0.13;
  context.lineWidth = px;
  for (const [family, path] of pale) {
    context.strokeStyle = paint_.families[family] || paint_.ink;
    context.stroke(path);
  }
  context.globalAlpha = 1;
  for (const [line, shape, strong] of bright.reverse()) drawShape(context, line, shape, paint_, strong);
}

function addPale(pale, line, shape) {
  if (!pale.has(line.family)) pale.set(line.family, new Path2D());
  pale.get(line.family).addPath(shape.plain);
}

// A pale ground under each community of some size.
function drawHulls(context) {
  if (!stage.hulls) {
    const groups = new Map();
    for (const node of data.nodes) {
      if (!groups.has(node.g)) groups.set(node.g, []);
      groups.get(node.g).push(stage.spots[node.id]);
    }
    stage.hulls = [...groups.values()].filter((spots) => spots.length >= 4);
  }
  context.fillStyle = paint_.hull;
  context.strokeStyle = paint_.hull;
  context.lineJoin = "round";
  context.lineWidth = 76;
  for (const spots of stage.hulls) {
    context.beginPath();
    trace(context, hullOf(spots).flatMap((spot) => [spot.x, spot.y + 8]));
    context.closePath();
    context.fill();
    context.stroke();
  }
}

// Source: Andrew's monotone chain (1979).
function hullOf(spots) {
  const sorted = [...spots].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list) => {
    const chain = [];
    for (const spot of list) {
      while (chain.length > 1) {
        const [a, b] = chain.slice(-2);
        if ((b.x - a.x) * (spot.y - a.y) - (b.y - a.y) * (spot.x - a.x) > 0) break;
        chain.pop();
      }
      chain.push(spot);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function drawOver(context) {
  const scale = stage.network.getScale();
  const px = 1 / scale;
  const near = focus();
  if (!stage.labels || Math.abs(stage.labels.scale - scale) > scale * 0.01 || stage.labels.hovered !== stage.hovered) {
    const must = new Set([...(near ? near.chosen : []), stage.hovered, stage.cursor].filter((entity) => entity !== null));
    const order = [...must, ...index.rank.filter((entity) => stage.shown.has(entity) && !must.has(entity) && (!near || near.near.has(entity)))];
    const toScreen = (entity) => ({ x: stage.spots[entity].x * scale, y: stage.spots[entity].y * scale, r: stage.spots[entity].r * scale });
    const box = byId("stage");
    const [low, high] = [{ x: 0, y: 0 }, { x: box.clientWidth, y: box.clientHeight }].map((corner) => stage.network.DOMtoCanvas(corner));
    const view = [low.x, low.y, high.x, high.y].map((at) => at * scale);
    stage.labels = { scale, hovered: stage.hovered, ...arrangeLabels(context, order.filter((entity) => stage.shown.has(entity)), must, toScreen, view) };
    stage.labels.said = near ? arrangeSaid(context, px, near) : [];
  }
  const ways = new Map(stage.ways);
  for (const { place, along, label } of stage.labels.said) {
    const way = ways.get(place);
    const at = way && Math.floor((way.length / 2 - 1) * along) * 2;
    if (way) drawLabel(context, way[at], way[at + 1] - label.size * 0.55 * px, label, px, { ...paint_, ink: paint_.muted });
  }
  for (const { entity, label, dx, dy } of stage.labels.chosen) {
    drawLabel(context, stage.spots[entity].x + dx * px, stage.spots[entity].y + dy * px, label, px, paint_);
  }
  if (stage.cursor !== null && document.activeElement === byId("stage")) {
    const spot = stage.spots[stage.cursor];
    context.lineWidth = 2.5 * px;
    context.strokeStyle = paint_.accent;
    context.beginPath();
    context.arc(spot.x, spot.y, spot.r + 7 * px, 0, 7);
    context.stroke();
  }
}

// The relations of the choice, to be written on its lines where there is room: {place of the line, how far along, label}.
function arrangeSaid(context, px, near) {
  const font = fontOf(11, 500);
  const said = [];
  context.font = font;
  for (const [place, way] of stage.ways) {
    const line = data.lines[place];
    const one = near.chosen.length === 1;
    if (one ? !near.chosen.includes(line.from) && !near.chosen.includes(line.to) : !near.near.has(line.from) || !near.near.has(line.to)) continue;
    const text = saidLabel(data.claims[line.claims[0]]);
    const half = context.measureText(text).width / 2;
    if (half * 2.4 > Math.hypot(way.at(-2) - way[0], way.at(-1) - way[1]) / px) continue;
    const boxAt = (along) => {
      const at = Math.floor((way.length / 2 - 1) * along) * 2;
      return [way[at] / px - half - 3, way[at + 1] / px - 8, way[at] / px + half + 3, way[at + 1] / px + 8];
    };
    const along = (line.negated ? [0.3, 0.7] : [0.5, 0.35, 0.65, 0.22, 0.78]).find((part) => stage.labels.room.free(boxAt(part), null));
    if (along === undefined) continue;
    stage.labels.room.take(boxAt(along), `said ${place}`);
    said.push({ place, along, label: { rows: [text], font, size: 11 } });
  }
  return said;
}

// The line nearest to a point of the drawing, no farther than `reach` CSS pixels; null if none.
function lineAt(point, reach) {
  let [best, found] = [reach / stage.network.getScale(), null];
  for (const [place, way] of stage.ways) {
    const distance = distanceTo(way, point.x, point.y);
    if (distance < best) [best, found] = [distance, place];
  }
  return found;
}

function hoverLine(event) {
  if (event.pointerType === "touch" || event.buttons || !stage.network) return;
  const corner = byId("stage").getBoundingClientRect();
  const at = { x: event.clientX - corner.left, y: event.clientY - corner.top };
  stage.pointer = at;
  if (stage.hovered !== null) return;
  const line = lineAt(stage.network.DOMtoCanvas(at), 7);
  if (line !== stage.hoveredLine) hover(line === null ? null : { line });
}

// Say in a few words what the pointer is on.
function hover(on) {
  stage.hovered = on && on.entity !== undefined ? on.entity : null;
  stage.hoveredLine = on && on.line !== undefined ? on.line : null;
  byId("stage").style.cursor = on ? "pointer" : "";
  const hint = byId("hint");
  hint.hidden = !on;
  if (on) {
    fill(hint, ...(on.entity === undefined ? hintOfLine(data.lines[on.line]) : hintOfEntity(on.entity)));
    const at = stage.pointer || { x: 0, y: 0 };
    const box = byId("stage");
    hint.style.left = `${Math.max(8, Math.min(at.x + 14, box.clientWidth - hint.offsetWidth - 8))}px`;
    hint.style.top = `${at.y + 18 + hint.offsetHeight > box.clientHeight ? at.y - hint.offsetHeight - 10 : at.y + 18}px`;
  }
  stage.network.redraw();
}

const hintOfEntity = (entity) => [
  make("strong", {}, nameElement(entity)),
  make("span", {}, ` ${typeLabel(entity)} · ${sayCount("claim-count", index.claims[entity].length)}`),
];
const hintOfLine = (line) => {
  const claim = data.claims[line.claims[0]];
  return [...sentence(claim), line.claims.length > 1 ? ` × ${line.claims.length}` : null, line.modality === "fact" ? null : ` · ${termLabel("modalities", line.modality)}`];
};
