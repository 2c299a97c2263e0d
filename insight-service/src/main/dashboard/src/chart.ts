/** The drawing of a trend: dots, the level with its interval, practice ticks, flags where the plan changed. */
import uPlot from "uplot";
import type { Columns } from "./series.ts";
import { moved, zoomed } from "./axis.ts";
import { dates } from "./say.ts";

export interface Chart {
  show(columns: Columns, measure: { most: number }): void;
  focus(day: number): void;
  size(width: number, height: number): void;
  destroy(): void;
}

const TICK_HEIGHT = 10;
const FLAG_HEIGHT = 8;
const FLAG_WIDTH = 9;
const DOT = 5;

/** What the style sheet has for it: read once for each drawing, since each reading has the browser reckon all styles. */
interface Colours {
  soft: string;
  rule: string;
  accent: string;
  warm: string;
}

function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const named = (name: string): string => style.getPropertyValue(name).trim();
  return { soft: named("--soft"), rule: named("--rule"), accent: named("--accent"), warm: named("--warm") };
}

/** Each made once: an axis asks for its labels several times a drawing, and a format is slow to make. */
const formats = new Map<string, Intl.DateTimeFormat>();

function shortDate(day: number, spread: number): string {
  const language = dates();
  const isWide = spread > 400;
  const name = `${language} ${isWide}`;
  const style: Intl.DateTimeFormatOptions = isWide ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
  const format = formats.get(name) ?? new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC" });
  formats.set(name, format);
  return format.format(day * 86_400_000);
}

/** Marks of practice at the foot. Days that share a place are one mark, as high as the highest of them. */
function ticks(u: uPlot, minutes: readonly number[], colour: string): void {
  const { ctx, bbox } = u;
  const width = Math.max(devicePixelRatio, Math.min(3 * devicePixelRatio, bbox.width / minutes.length / 2));
  const { min, max } = u.scales["x"]!;
  const highest = new Map<number, [x: number, height: number]>();
  minutes.forEach((count, at) => {
    const day = u.data[0][at]!;
    if (count <= 0 || day < min! || day > max!) return;
    const x = u.valToPos(day, "x", true);
    const height = TICK_HEIGHT * devicePixelRatio * Math.min(1, 0.4 + count / 30);
    const place = Math.floor(x / width);
    if ((highest.get(place)?.[1] ?? 0) < height) highest.set(place, [x, height]);
  });
  ctx.save();
  ctx.fillStyle = colour;
  for (const [x, height] of highest.values()) ctx.fillRect(x - width / 2, bbox.top + bbox.height - height, width, height);
  ctx.restore();
}

/** A small flag on its pole at the top of each day on which the nudge plan changed. */
function flags(u: uPlot, changes: readonly number[], colour: string): void {
  const { ctx, bbox } = u;
  const unit = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = colour;
  ctx.lineWidth = unit;
  // poles close together would hide what they stand in
  const hasPoles = changes.filter((count) => count > 0).length * FLAG_WIDTH * 2 * unit < bbox.width;
  changes.forEach((count, at) => {
    const day = u.data[0][at]!;
    if (count <= 0 || day < u.scales["x"]!.min! || day > u.scales["x"]!.max!) return;
    const x = Math.round(u.valToPos(day, "x", true)) + 0.5;
    const isAtEnd = x + FLAG_WIDTH * unit > bbox.left + bbox.width;
    if (hasPoles) {
      ctx.beginPath();
      ctx.setLineDash([2 * unit, 3 * unit]);
      ctx.moveTo(x, bbox.top + FLAG_HEIGHT * unit);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x + (isAtEnd ? -1 : 1) * FLAG_WIDTH * unit, bbox.top + (FLAG_HEIGHT / 2) * unit);
    ctx.lineTo(x, bbox.top + FLAG_HEIGHT * unit);
    ctx.closePath();
    ctx.fill();
  });
  ctx.restore();
}

/** Reports as dots; where a pixel has more days than one, so that none is round to the eye, as squares, which are filled in a fraction of the time. */
function dots(u: uPlot, seriesIndex: number, from: number, to: number): uPlot.Series.Paths {
  const [days] = u.data;
  const values = u.data[seriesIndex]!;
  const { left, top, width, height } = u.bbox;
  const size = DOT * devicePixelRatio;
  const areClose = (to - from) * devicePixelRatio > width;
  const fill = new Path2D();
  for (let at = from; at <= to; at++) {
    const value = values[at];
    if (value == null) continue;
    const x = Math.round(u.valToPos(days[at]!, "x", true));
    const y = Math.round(u.valToPos(value, "y", true));
    if (areClose) fill.rect(x - size / 2, y - size / 2, size, size);
    else {
      fill.moveTo(x + size / 2, y);
      fill.arc(x, y, size / 2, 0, 2 * Math.PI);
    }
  }
  const clip = new Path2D();
  clip.rect(left - size, top - size, width + 2 * size, height + 2 * size);
  return { stroke: null, fill, clip };
}

/** `onFocus` is told which day the pointer is at. */
export function draw(into: HTMLElement, width: number, height: number, onFocus: (index: number) => void): Chart {
  let columns: Columns | undefined;
  let plot: uPlot | undefined;
  let most = 10;

  function options(): uPlot.Options {
    const { soft, rule, accent, warm } = colours();
    const axis: uPlot.Axis = { stroke: soft, grid: { stroke: rule, width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
    return {
      width,
      height,
      legend: { show: false },
      cursor: { drag: { setScale: false, x: false, y: false }, points: { size: 9 }, y: false },
      scales: { x: { time: false }, y: { range: () => [0, most] } },
      axes: [
        { ...axis, values: (u, splits) => splits.map((day) => (Number.isInteger(day) ? shortDate(day, u.scales["x"]!.max! - u.scales["x"]!.min!) : "")), space: 72, incrs: [1, 2, 7, 14, 28, 91, 182, 365, 730] },
        { ...axis, size: 32, incrs: [2, 5, 10, 25, 50] },
      ],
      series: [
        {},
        { scale: "y", stroke: "transparent", width: 0, points: { show: false } },
        { scale: "y", stroke: "transparent", width: 0, points: { show: false } },
        { scale: "y", stroke: soft, width: 0, paths: () => null, points: { show: true, size: DOT, width: 0, fill: soft, stroke: soft, paths: dots } },
        { scale: "y", stroke: accent, width: 2.5, spanGaps: false, points: { show: true, filter: alone, size: 4, fill: accent } },
      ],
      bands: [{ series: [1, 2], fill: `${accent}2E` }],
      hooks: {
        draw: [(u) => ticks(u, columns?.minutes ?? [], warm), (u) => flags(u, columns?.plan ?? [], soft)],
        setCursor: [(u) => u.cursor.idx != null && u.cursor.idx !== undefined && onFocus(u.cursor.idx)],
        ready: [(u) => ((u.root.querySelector(".u-over") as HTMLElement).style.touchAction = "pan-y")],
      },
      padding: [8, 22, 0, 0],
    } as uPlot.Options;
  }

  function data(of: Columns): uPlot.AlignedData {
    return [of.days, of.high, of.low, of.mean, of.level] as uPlot.AlignedData;
  }

  function view(): [number, number] {
    return [plot!.scales["x"]!.min!, plot!.scales["x"]!.max!];
  }

  function setView([min, max]: [number, number]): void {
    plot!.setScale("x", { min, max });
  }

  function ends(): [number, number] {
    const days = columns!.days;
    return [days[0]!, days.at(-1)!];
  }

  // --- wheel, drag and pinch: all move or zoom the axis of days, and nothing else
  const held = new Map<number, number>();
  let apart = 0;

  function dayAt(clientX: number): number {
    return plot!.posToVal(clientX - plot!.over.getBoundingClientRect().left, "x");
  }

  function wheel(event: WheelEvent): void {
    if (plot === undefined || (!event.ctrlKey && Math.abs(event.deltaX) < 1 && !event.shiftKey && document.activeElement !== into)) return;
    event.preventDefault();
    const [min, max] = view();
    const by = event.deltaX !== 0 ? event.deltaX : event.deltaY;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) setView(moved(min, max, (by / into.clientWidth) * (max - min), ...ends()));
    else setView(zoomed(min, max, dayAt(event.clientX), event.deltaY > 0 ? 1.15 : 0.87, ...ends()));
  }

  function press(event: PointerEvent): void {
    held.set(event.pointerId, event.clientX);
    apart = spread();
  }

  function spread(): number {
    const [one, other] = [...held.values()];
    return one === undefined || other === undefined ? 0 : Math.max(1, Math.abs(one - other));
  }

  function drag(event: PointerEvent): void {
    const before = held.get(event.pointerId);
    if (before === undefined || plot === undefined) return;
    held.set(event.pointerId, event.clientX);
    const [min, max] = view();
    if (held.size === 1) setView(moved(min, max, ((before - event.clientX) / into.clientWidth) * (max - min), ...ends()));
    else {
      const [one, other] = [...held.values()];
      setView(zoomed(min, max, dayAt((one! + other!) / 2), apart / spread(), ...ends()));
      apart = spread();
    }
  }

  function release(event: PointerEvent): void {
    held.delete(event.pointerId);
  }

  into.addEventListener("wheel", wheel, { passive: false });
  into.addEventListener("pointerdown", press);
  addEventListener("pointermove", drag);
  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", again);

  function again(): void {
    plot?.destroy();
    plot = columns === undefined ? undefined : new uPlot(options(), data(columns), into);
  }

  return {
    show(next, measure) {
      columns = next;
      most = measure.most;
      again();
    },
    focus(day) {
      if (plot === undefined || columns === undefined) return;
      const [min, max] = view();
      if (day < min || day > max) setView(moved(min, max, day < min ? day - min : day - max, ...ends()));
      plot.setCursor({ left: plot.valToPos(day, "x"), top: 0 }, false);
    },
    size(wide, high) {
      if (wide === width && high === height) return; // who watches a size is told of it at once, and nothing is drawn twice for that
      width = wide;
      height = high;
      plot?.setSize({ width: wide, height: high });
    },
    destroy() {
      plot?.destroy();
      dark.removeEventListener("change", again);
      removeEventListener("pointermove", drag);
      removeEventListener("pointerup", release);
      removeEventListener("pointercancel", release);
    },
  };
}

/** A level between two gaps is no line, so it is a point. */
function alone(u: uPlot, seriesIndex: number): number[] | null {
  const values = u.data[seriesIndex]!;
  const found: number[] = [];
  values.forEach((value, at) => {
    if (value != null && values[at - 1] == null && values[at + 1] == null) found.push(at);
  });
  return found;
}
