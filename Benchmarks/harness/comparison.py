"""Medians of the rounds, and ratios that admit when the rounds overlap."""
import dataclasses
import statistics


@dataclasses.dataclass(frozen=True)
class Ratio:
    """How many times better ours is than a peer in one number."""

    value: float
    resolved: bool

    def __str__(self):
        return f"{self.value:.2f}×" + ("" if self.resolved else " unresolved")


class Comparison:
    """Reads the samples of all rounds."""

    def __init__(self, samples, reference):
        self.samples, self.reference = samples, reference

    def names(self, operation=None):
        """Who was measured, in the order of the first round."""
        found = [self.samples[operation]] if operation else self.samples.values()
        return list(dict.fromkeys(name for row in found for name in row))

    def operations(self):
        """What was measured."""
        return list(self.samples)

    def median(self, operation, name, number):
        """The median of one number over the rounds."""
        return statistics.median(getattr(sample, number) for sample in self.samples[operation][name])

    def few(self, operation, name):
        """Whether a round had too few requests for a p99."""
        return any(sample.few for sample in self.samples[operation][name])

    def most_memory(self, name):
        """The most memory seen after any cell."""
        return max(sample.memory for row in self.samples.values() for sample in row.get(name, []))

    def ratio(self, operation, name, number, ours=None):
        """Ours against a peer, above 1 when ours is better; nothing where either is missing or both are the same."""
        ours = ours or self.reference
        row = self.samples.get(operation, {})
        if name == ours or not row.get(ours) or not row.get(name):
            return None
        mine, theirs = ([getattr(sample, number) for sample in row[each]] for each in (ours, name))
        better, worse = (mine, theirs) if number == "rate" else (theirs, mine)
        if not statistics.median(worse):
            return None
        overlap = min(mine) <= max(theirs) and min(theirs) <= max(mine)
        return Ratio(statistics.median(better) / statistics.median(worse), not overlap)

    def spread(self, operation, name):
        """Lowest and highest throughput of the rounds."""
        rates = [sample.rate for sample in self.samples[operation][name]]
        return min(rates), max(rates)
