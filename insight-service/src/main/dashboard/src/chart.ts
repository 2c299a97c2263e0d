/** The drawing of a trend: dots, the level with its interval, practice ticks, flags where the plan changed. A script of its own, fetched when it is needed. */
import uPlot from "uplot";
import type { Columns } from "./series.ts";
import { moved, zoomed } from "./axis.ts";

export interface Chart {
  show(columns: Columns, measure: { most: number }): void;
  focus(day: number): void;
  size(width: number, height: number): void;
  destroy(): void;
}

const TICK_HEIGHT = 10;
const FLAG_HEIGHT = 8;
const FLAG_WIDTH = 9;

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function shortDate(day: number, spread: number): string {
  const style: Intl.DateTimeFormatOptions = spread > 400 ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang, { ...style, timeZone: "UTC" }).format(day * 86_400_000);
}

function ticks(u: uPlot, minutes: readonly number[]): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.fillStyle = colour("--warm");
  const width = Math.max(devicePixelRatio, Math.min(3 * devicePixelRatio, bbox.width / minutes.length / 2));
  minutes.forEach((count, at) => {
    const day = u.data[0][at]!;
    if (count <= 0 || day < u.scales["x"]!.min! || day > u.scales["x"]!.max!) return;
    const height = TICK_HEIGHT * devicePixelRatio * Math.min(1, 0.4 + count / 30);
    ctx.fillRect(u.valToPos(day, "x", true) - width / 2, bbox.top + bbox.height - height, width, height);
  });
  ctx.restore();
}

/** A small flag on its pole at the top of each day on which the nudge plan changed. */
function flags(u: uPlot, changes: readonly number[]): void {
  const { ctx, bbox } = u;
  const unit = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = colour("--soft");
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

/** `onFocus` is told which day the pointer is at. */
export function draw(into: HTMLElement, width: number, height: number, onFocus: (index: number) => void): Chart {
  let columns: Columns | undefined;
  let plot: uPlot | undefined;
  let most = 10;

  function options(): uPlot.Options {
    const soft = colour("--soft");
    const axis: uPlot.Axis = { stroke: soft, grid: { stroke: colour("--rule"), width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
    const accent = colour("--accent");
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
        { scale: "y", stroke: "transparent", points: { show: false } },
        { scale: "y", stroke: "transparent", points: { show: false } },
        { scale: "y", stroke: soft, width: 0, paths: () => null, points: { show: true, size: 5, fill: soft, stroke: soft } },
        { scale: "y", stroke: accent, width: 2.5, spanGaps: false, points: { show: true, filter: alone, size: 4, fill: accent } },
      ],
      bands: [{ series: [1, 2], fill: `${accent}2E` }],
      hooks: {
        draw: [(u) => ticks(u, columns?.minutes ?? []), (u) => flags(u, columns?.plan ?? [])],
        setCursor: [(u) => u.cursor.idx != null && u.cursor.idx !== undefined && onFocus(u.cursor.idx)],
        ready: [(u) => ((u.root.querySelector(".u-over") as HTMLElement).style.touchAction = "pan-y")],
      },
      padding: [8, 8, 0, 0],
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
