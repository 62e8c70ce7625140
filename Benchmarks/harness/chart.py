"""One chart of the ratios, as an SVG that reads well on light and on dark pages."""
import html
import math

# Told apart by people who see few colours, with enough contrast on white and on black.
COLOURS = ["#0c7bc0", "#d55e00", "#129b77", "#c05f9b", "#8a7a1f", "#7a6fd0"]
STYLE = """text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.quiet { fill: #59636e; font-size: 12px; } .title { font-size: 15px; font-weight: 600; }
.grid { stroke: #d1d9e0; } .one { stroke: #59636e; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .quiet { fill: #9198a1; }
.grid { stroke: #30363d; } .one { stroke: #9198a1; } }"""
LEFT, RIGHT, TOP, WIDTH = 150, 60, 84, 800
BAR, GAP, BETWEEN = 13, 3, 16


def chart(comparison, peers):
    """Bars of ours / peer in throughput, on a logarithmic axis that starts at equality."""
    groups = [(operation, _bars(comparison, operation, peers)) for operation in comparison.operations()]
    groups = [(operation, bars) for operation, bars in groups if bars]
    scale = _Scale([ratio.value for _, bars in groups for _, ratio in bars])
    marks, y = [], TOP
    for operation, bars in groups:
        marks += _group(operation, bars, peers, scale, y)
        y += len(bars) * (BAR + GAP) + BETWEEN
    bottom = y - BETWEEN + 6
    return _page(bottom + 30, [*_head(comparison.reference, peers), *_axis(scale, bottom), *marks])


class _Scale:
    """Ratios to horizontal places."""

    def __init__(self, ratios):
        self.low = min([1, *(ratio * 0.9 for ratio in ratios)])
        self.high = max([2, *(ratio * 1.1 for ratio in ratios)])

    def x(self, ratio):
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log(ratio / self.low) / math.log(self.high / self.low)

    def ticks(self):
        steps = (0.25, 0.5, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500)
        return [tick for tick in steps if self.low <= tick <= self.high]


def _bars(comparison, operation, peers):
    ratios = [(peer, comparison.ratio(operation, peer, "rate")) for peer in peers]
    return [(peer, ratio) for peer, ratio in ratios if ratio]


def _group(operation, bars, peers, scale, top):
    middle = top + len(bars) * (BAR + GAP) / 2
    marks = [_text(LEFT - 12, middle - 2, operation.split("_", 1)[1], "", "end"),
             _text(LEFT - 12, middle + 13, _brief(operation), "quiet", "end")]
    for row, (peer, ratio) in enumerate(bars):
        y = top + row * (BAR + GAP)
        start, end = sorted((scale.x(1), scale.x(ratio.value)))
        paint = f'fill="{_colour(peers.index(peer))}" fill-opacity="{1 if ratio.resolved else 0.45}"'
        marks.append(f'<rect x="{start:.1f}" y="{y}" width="{max(end - start, 1):.1f}" height="{BAR}" rx="2" {paint}>'
                     f"<title>{html.escape(peer)}: {ratio}</title></rect>")
        words = f"{ratio.value:.1f}×" if ratio.resolved else f"{ratio.value:.1f}× ?"
        marks.append(_text(end + 5, y + BAR - 2.5, words, "quiet"))
    return marks


def _colour(index):
    return COLOURS[index % len(COLOURS)]


def _brief(operation):
    return {"a_point": "1 row", "b_list50": "50 rows", "c_nplus1": "50 rows + 3 lists", "d_deep": "3 levels",
            "e_wide1000": "1,000 rows", "f_introspection": "no database", "g_mutation": "1 insert"}.get(operation, "")


def _head(ours, peers):
    marks = [_text(16, 26, f"How many times the throughput of each peer {ours} reaches", "title"),
             _text(16, 45, "Median of the rounds, logarithmic axis. Pale, with “?”: the rounds overlap.", "quiet")]
    x = 16
    for index, peer in enumerate(peers):
        marks.append(f'<rect x="{x}" y="56" width="12" height="12" rx="2" fill="{_colour(index)}"/>')
        marks.append(_text(x + 18, 66.5, peer))
        x += 40 + 7.5 * len(peer)
    return marks


def _axis(scale, bottom):
    marks = []
    for tick in scale.ticks():
        x, kind = scale.x(tick), "one" if tick == 1 else "grid"
        marks.append(f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 6}" y2="{bottom}"/>')
        marks.append(_text(x, bottom + 16, f"{tick:g}×", "quiet", "middle"))
    return marks


def _text(x, y, words, kind="", anchor="start"):
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{html.escape(words)}</text>'


def _page(height, marks):
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
            f'height="{height:.0f}" role="img">\n<title>Throughput ratios of the side-by-side benchmark</title>\n'
            f"<style>{STYLE}</style>\n")
    return head + "\n".join(marks) + "\n</svg>\n"
