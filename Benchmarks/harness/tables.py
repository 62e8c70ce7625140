"""The tables of a run, in Markdown: read on the terminal and kept in RESULTS.md alike."""
from .operations import OPERATIONS


def summary(comparison, peers):
    """One line per operation: ours against each peer, throughput and CPU."""
    ours = comparison.reference
    if ours is None:
        return ""
    rows = [[operation, *(_both(comparison, operation, peer) for peer in peers)]
            for operation in comparison.operations()]
    head = f"**{ours} / peer: throughput · CPU per request (server + PostgreSQL), how many times better**\n\n"
    return head + table(["operation", *peers], rows)


def detail(comparison, operation):
    """All numbers of one operation."""
    columns = ["", "requests/s", "lowest–highest", "p50 ms", "p99 ms", "CPU µs server", "CPU µs PostgreSQL"]
    ours = comparison.reference
    columns += [f"{ours} ×", f"{ours} × CPU"] if ours else []
    rows = [_row(comparison, operation, name) for name in comparison.names(operation)]
    return f"### {operation}: {OPERATIONS[operation]}\n\n" + table(columns, rows)


def memory(comparison, servers):
    """Idle and most memory of each server."""
    rows = [[server.name, f"{server.idle_memory:.0f}", f"{comparison.most_memory(server.name):.0f}"]
            for server in servers if server.name in comparison.names()]
    return "### Memory\n\n" + table(["", "idle MB", "most under load MB"], rows) if rows else ""


def table(columns, rows):
    """A Markdown table whose columns line up on a terminal too; all but the first are right-aligned."""
    lines = [columns, *rows]
    widths = [max(3, *(len(line[i]) for line in lines)) for i in range(len(columns))]
    rule = ["-" * widths[0]] + ["-" * (width - 1) + ":" for width in widths[1:]]
    return "\n".join(_joined(line, widths) for line in (columns, rule, *rows)) + "\n"


def _joined(line, widths):
    cells = [line[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(line[1:], widths[1:])]
    return "| " + " | ".join(cells) + " |"


def _row(comparison, operation, name):
    def number(which, digits=0):
        return f"{comparison.median(operation, name, which):,.{digits}f}"

    low, high = comparison.spread(operation, name)
    p99 = "few" if comparison.few(operation, name) else number("p99", 2)
    row = [name, number("rate"), f"{low:,.0f}–{high:,.0f}", number("p50", 2), p99,
           "" if name.startswith("pg:") else number("server_cpu"), number("database_cpu")]
    if comparison.reference:
        row += [_said(comparison.ratio(operation, name, which)) for which in ("rate", "cpu")]
    return row


def _both(comparison, operation, peer):
    throughput, cpu = (comparison.ratio(operation, peer, which) for which in ("rate", "cpu"))
    return f"{throughput} · {cpu}" if throughput and cpu else "–"


def _said(ratio):
    return str(ratio) if ratio else ""
