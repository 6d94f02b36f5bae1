// Lines: their way between two marks, and the pens that draw a family's form and a modality's stroke.
// Everything is in the drawing's own units; `px` is how many of them make one CSS pixel, so that strokes keep their
// width however close one is.

// The points of a line from rim to rim, flat as [x, y, x, y, …]; null where the marks touch.
function wayOf(line, spots, px) {
  const a = spots[line.from];
  const b = spots[line.to];
  if (line.from === line.to) return loopAt(a, px);
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy);
  const start = (a.r + 2 * px) / length;
  const end = 1 - (b.r + 4 * px) / length;
  if (!(start < end)) return null;
  const mx = a.x + dx / 2 + dy * line.bend * 2;
  const my = a.y + dy / 2 - dx * line.bend * 2;
  const steps = Math.max(6, Math.min(48, Math.round(length / px / 8)));
  const way = [];
  for (let step = 0; step <= steps; step += 1) {
    const t = start + ((end - start) * step) / steps;
    const u = 1 - t;
    way.push(u * u * a.x + 2 * u * t * mx + t * t * b.x, u * u * a.y + 2 * u * t * my + t * t * b.y);
  }
  return way;
}

function loopAt(spot, px) {
  const way = [];
  const radius = spot.r + 8 * px;
  for (let step = 2; step <= 22; step += 1) {
    const angle = Math.PI / 2 + (step / 24) * 2 * Math.PI;
    way.push(spot.x + radius * Math.cos(angle), spot.y - spot.r - radius * 0.6 - radius * Math.sin(angle) * -1);
  }
  return way;
}

// The way, moved sideways by `aside(distance along)`.
function moved(way, aside) {
  const result = [];
  let along = 0;
  for (let i = 0; i < way.length; i += 2) {
    const before = Math.max(0, i - 2);
    const after = Math.min(way.length - 2, i + 2);
    const dx = way[after] - way[before];
    const dy = way[after + 1] - way[before + 1];
    const length = Math.hypot(dx, dy) || 1;
    if (i) along += Math.hypot(way[i] - way[i - 2], way[i + 1] - way[i - 1]);
    const off = aside(along);
    result.push(way[i] + (dy / length) * off, way[i + 1] - (dx / length) * off);
  }
  return result;
}

// The way with a point every `gap`, evenly.
function evenly(way, gap) {
  const result = [way[0], way[1]];
  let rest = gap;
  for (let i = 2; i < way.length; i += 2) {
    const [x0, y0] = [way[i - 2], way[i - 1]];
    const [dx, dy] = [way[i] - x0, way[i + 1] - y0];
    const length = Math.hypot(dx, dy);
    let at = rest;
    for (; at <= length; at += gap) result.push(x0 + (dx * at) / length, y0 + (dy * at) / length);
    rest = at - length;
  }
  return result;
}

function trace(context, way) {
  context.moveTo(way[0], way[1]);
  for (let i = 2; i < way.length; i += 2) context.lineTo(way[i], way[i + 1]);
}

// The same length for ends and the part between, so that a wave begins and ends on the line.
const wave = (way, px, height, length) => {
  const fine = evenly(way, 1.6 * px);
  return moved(fine, (along) => height * px * Math.sin((along / px / length) * 2 * Math.PI));
};
const zigzag = (way, px, height, length) => {
  const points = evenly(way, (length / 2) * px);
  let side = 1;
  return moved(points, (along) => (along ? (side = -side) * height * px : 0));
};

function sprinkle(way, px, gap, draw) {
  const points = evenly(way, gap * px);
  for (let i = 2; i < points.length - 2; i += 2) draw(points[i], points[i + 1], Math.atan2(points[i + 3] - points[i - 1], points[i + 2] - points[i - 2]));
}

// A family's form: what runs along the way. Each adds to the stroked path; dots are filled, and a band lies beneath.
const FORMS = {
  solid: ({ stroked }, way) => trace(stroked, way),
  double: ({ stroked }, way, px) => [-1.9, 1.9].forEach((off) => trace(stroked, moved(way, () => off * px))),
  wavy: ({ stroked }, way, px) => trace(stroked, wave(way, px, 2.6, 12)),
  zigzag: ({ stroked }, way, px) => trace(stroked, zigzag(way, px, 2.6, 8)),
  beaded: ({ stroked, filled }, way, px) => {
    trace(stroked, way);
    sprinkle(way, px, 13, (x, y) => {
      filled.moveTo(x, y);
      filled.arc(x, y, 2.6 * px, 0, 7);
    });
  },
  ticked: ({ stroked }, way, px) => {
    trace(stroked, way);
    sprinkle(way, px, 8, (x, y, angle) => {
      stroked.moveTo(x + Math.sin(angle) * 3.4 * px, y - Math.cos(angle) * 3.4 * px);
      stroked.lineTo(x - Math.sin(angle) * 3.4 * px, y + Math.cos(angle) * 3.4 * px);
    });
  },
  banded: (shape, way) => {
    trace(shape.stroked, way);
    shape.band = 7;
  },
  triple: ({ stroked }, way, px) => [-3, 0, 3].forEach((off) => trace(stroked, moved(way, () => off * px))),
  feathered: ({ stroked }, way, px) => {
    trace(stroked, way);
    sprinkle(way, px, 11, (x, y, angle) => {
      for (const side of [2.5, -2.5]) {
        stroked.moveTo(x, y);
        stroked.lineTo(x + Math.cos(angle + side) * 5 * px, y + Math.sin(angle + side) * 5 * px);
      }
    });
  },
};

// The form of a family: the one the ontology names. Where it names one that is not drawn here, families get theirs in
// the order they stand in, so that no two are alike.
function formOf(family) {
  const families = data.ontology.families;
  if (!Object.hasOwn(families, family)) return FORMS.solid;
  if (Object.values(families).every((term) => Object.hasOwn(FORMS, term.line))) return FORMS[families[family].line];
  const forms = Object.values(FORMS);
  return forms[Object.keys(families).indexOf(family) % forms.length];
}

// All that is drawn of a line, as paths to be kept while neither its ends nor the zoom change.
function shapeOf(line, way, px) {
  const shape = { way, px, plain: new Path2D(), stroked: new Path2D(), filled: new Path2D(), band: 0, denial: null };
  trace(shape.plain, way);
  formOf(line.family)(shape, way, px);
  if (!line.mutual) addArrow(shape.filled, way, px);
  if (line.negated) shape.denial = denialOf(way, px);
  return shape;
}

// Draw a line: its form in its family's colour, its modality's stroke, its arrow, its mark of denial.
function drawShape(context, line, shape, paint, strong = false) {
  const { px } = shape;
  const dash = (data.ontology.modalities[line.modality] || { dash: [5, 4] }).dash;
  context.strokeStyle = paint.families[line.family] || paint.ink;
  context.fillStyle = context.strokeStyle;
  context.lineJoin = "round";
  if (shape.band) {
    context.save();
    context.globalAlpha *= 0.28;
    context.lineWidth = shape.band * px;
    context.stroke(shape.plain);
    context.restore();
  }
  context.lineWidth = (1.3 + 0.5 * Math.log2(line.claims.length) + (strong ? 0.9 : 0)) * px;
  context.setLineDash(dash.map((length) => length * px));
  context.stroke(shape.stroked);
  context.setLineDash([]);
  context.fill(shape.filled);
  if (!shape.denial) return;
  context.save();
  context.fillStyle = paint.paper;
  context.fill(shape.denial.disc);
  context.lineWidth = 1.2 * px;
  context.stroke(shape.denial.disc);
  context.lineWidth = 2 * px;
  context.stroke(shape.denial.cross);
  context.restore();
}

const drawLine = (context, way, line, px, paint) => drawShape(context, line, shapeOf(line, way, px), paint);

function addArrow(path, way, px) {
  const end = way.length - 2;
  const back = Math.max(0, end - 4);
  const angle = Math.atan2(way[end + 1] - way[back + 1], way[end] - way[back]);
  const [x, y] = [way[end] + 2 * px * Math.cos(angle), way[end + 1] + 2 * px * Math.sin(angle)];
  path.moveTo(x, y);
  for (const side of [0.4, -0.4]) path.lineTo(x - 9.5 * px * Math.cos(angle + side), y - 9.5 * px * Math.sin(angle + side));
  path.closePath();
}

function denialOf(way, px) {
  const middle = Math.floor(way.length / 4) * 2;
  const [x, y] = [way[middle], way[middle + 1]];
  const [disc, cross] = [new Path2D(), new Path2D()];
  disc.arc(x, y, 7 * px, 0, 7);
  for (const side of [1, -1]) {
    cross.moveTo(x - 3.6 * px, y - 3.6 * px * side);
    cross.lineTo(x + 3.6 * px, y + 3.6 * px * side);
  }
  return { disc, cross };
}

// How far a point is from a way.
function distanceTo(way, x, y) {
  let best = Infinity;
  for (let i = 2; i < way.length; i += 2) {
    const [x0, y0, dx, dy] = [way[i - 2], way[i - 1], way[i] - way[i - 2], way[i + 1] - way[i - 1]];
    const t = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, Math.hypot(x - x0 - t * dx, y - y0 - t * dy));
  }
  return best;
}
