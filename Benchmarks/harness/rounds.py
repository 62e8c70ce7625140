"""The alternating rounds: in every round each operation is asked of each contestant, in changing order."""
import collections

from .contestants import RunningServer


class Rounds:
    """Runs the rounds and keeps every sample and every problem."""

    def __init__(self, contestants, operations, answers, database):
        self._contestants, self._operations = contestants, operations
        self._answers, self._database = answers, database
        self.samples = collections.defaultdict(lambda: collections.defaultdict(list))
        self.problems = []
        self.interrupted = False
        self._left_out = set()

    def run(self, count):
        """Runs this many rounds; an interrupt ends them early and keeps what was measured."""
        try:
            for number in range(count):
                print(f"\nround {number + 1} of {count}", flush=True)
                self._round(number)
        except KeyboardInterrupt:
            self.interrupted = True

    def _round(self, number):
        for operation in self._operations:
            for contestant in _order(self._contestants, number):
                self._cell(contestant, operation)

    def _cell(self, contestant, operation):
        if not contestant.runs(operation) or (contestant.name, operation) in self._left_out:
            return
        if isinstance(contestant, RunningServer) and not self._is_right(contestant, operation):
            return
        sample = contestant.measure(operation)
        if sample.failures:
            self._report(f"{contestant.name} {operation}: {sample.failures} requests failed under load")
        if operation == "g_mutation":
            self._database.forget_messages()
        self.samples[operation][contestant.name].append(sample)
        print(_line(contestant.name, operation, sample), flush=True)

    def _is_right(self, contestant, operation):
        found = self._answers.problems(contestant.name, contestant.url(operation), operation)
        for problem in found:
            self._report(problem)
        if found:
            self._left_out.add((contestant.name, operation))
        return not found

    def _report(self, problem):
        self.problems.append(problem)
        print(f"WRONG  {problem}", flush=True)


def _order(contestants, number):
    """Another first in every round, and every second round backwards, so that nobody always follows the same one."""
    start = number % len(contestants)
    turned = contestants[start:] + contestants[:start]
    return turned[::-1] if number % 2 else turned


def _line(name, operation, sample):
    return (f"{operation:16} {name:20} {sample.rate:9.1f}/s  p50 {sample.p50:7.2f}  p99 {sample.p99:7.2f} ms  "
            f"cpu {sample.server_cpu:6.0f} + {sample.database_cpu:6.0f} us  {sample.memory:5.0f} MB"
            f"{'  few: ' + str(sample.requests) if sample.few else ''}")
