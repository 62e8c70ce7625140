"""The course of the measurement of one group with many subscribers, and the judgement."""
import concurrent.futures
import dataclasses
import multiprocessing
import time

from .crowded_group import CrowdedGroup
from .listeners import Listener, Listeners
from .memory import Memory
from .posting import Pace, post_all
from .usage import wait_until_quiet
from .watching import INTERVAL_SECONDS, watch

PATIENCE_SECONDS = 60
# Of a client that will stop reading: its system takes little for it, as that of a client far away would.
_SMALL_BUFFER = 4096
_CALLS = "select coalesce(sum(calls), 0) from pg_stat_statements where query like '%from group_messages m%m.id = any(%'"


@dataclasses.dataclass(frozen=True)
class Plan:
    """What is done, and what is promised of it: seconds and bytes."""

    sockets: int
    users: int
    stalled: int
    per_second: float
    count: int
    content_bytes: int
    most_p99: float
    most_seconds: float
    most_bytes: float

    @property
    def seconds(self):
        """How long messages are posted."""
        return self.count / self.per_second


class Outcome:
    """What was measured, by name, and which promises were broken, in words."""

    def __init__(self):
        self.problems, self.numbers, self._rows = [], {}, []

    def note(self, name, value, text, promised="", holds=True):
        """Keeps a number, and a problem when what was promised of it does not hold."""
        self.numbers[name] = value
        self._rows.append([name, text, promised])
        if not holds:
            self.problems.append(f"{name}: {text}, promised: {promised}")

    def rows(self):
        """Cells of a table."""
        return self._rows


def measure(server, secret, plan):
    """The whole course."""
    return Course(server, secret, plan).run()


class Course:
    """One run against one server."""

    def __init__(self, server, secret, plan):
        self._server, self._plan, self._outcome = server, plan, Outcome()
        server.database.query("create extension pg_stat_statements")
        self._group = CrowdedGroup.found(server.database, secret, plan.users)
        self._crowd = Listeners()
        self._memory = {"before": Memory.of(server.pid).resident}
        # Every so many sockets one will stop reading.
        self._step = plan.sockets // plan.stalled if plan.stalled else plan.sockets + 1

    def run(self):
        """The steps in order."""
        listeners = [self._open(place) for place in range(self._plan.sockets)]
        self._stalled = [each for each in listeners if self._stalls(each.place)][:self._plan.stalled]
        self._good = [each for each in listeners if each not in self._stalled]
        self._begin(listeners)
        self._post()
        self._judge_good()
        self._judge_stalled()
        self._judge_memory()
        return self._outcome

    def _stalls(self, place):
        return place % self._step == self._step - 1

    def _open(self, place, **more):
        if self._stalls(place):
            more["receive_buffer"] = _SMALL_BUFFER
        token = self._group.tokens[place * self._plan.users // self._plan.sockets]
        return Listener(place, token, self._group.id, self._server.port, **more)

    def _begin(self, listeners):
        """Waits until everybody listens: nothing else tells that a subscription has begun than a message."""
        for each in listeners:
            self._crowd.add(each)
        self._need(lambda: all(each.is_subscribed for each in listeners), "not every socket was accepted")
        for _ in range(PATIENCE_SECONDS):
            post_all(self._pace(count=1))
            if self._crowd.run(lambda: all(each.last for each in listeners), 1):
                break
        else:
            raise SystemExit("not every socket heard of a first message")
        latest = max(each.last for each in listeners)
        self._need(lambda: all(each.last == latest for each in listeners), "not every socket heard of the same message")
        wait_until_quiet([self._server.pid])
        self._memory["subscribed"] = Memory.of(self._server.pid).resident
        self._crowd.begin_to_measure()
        self._first = latest + 1

    def _need(self, condition, problem):
        if not self._crowd.run(condition, PATIENCE_SECONDS):
            raise SystemExit(f"{problem}: {', '.join(sorted(self._crowd.failures)) or 'no word why'}")

    def _pace(self, count, start=0.0):
        plan = self._plan
        return Pace(self._server.port, self._group.id, self._group.tokens, count, plan.per_second, plan.content_bytes,
                    start or time.monotonic())

    def _post(self):
        """Lets messages be posted, and some stop reading after a third of the time."""
        plan, server = self._plan, self._server
        calls, own = self._calls(), time.process_time()
        start = time.monotonic() + 2  # until the processes are there
        self._stopped = start + plan.seconds / 3
        end = max(start + plan.seconds, self._stopped + plan.most_seconds) + 5
        ends = [each.end for each in self._stalled]
        with concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
            posted = pool.submit(post_all, self._pace(plan.count, start))
            watched = pool.submit(watch, server.pid, server.port, ends, end)
            self._crowd.run(lambda: time.monotonic() >= self._stopped, PATIENCE_SECONDS + plan.seconds)
            self._crowd.pause(self._stalled)
            last = self._first + plan.count - 1
            self._crowd.run(lambda: all(each.last == last for each in self._good), end - time.monotonic())
            self._crowd.run(lambda: False, max(0.0, end - time.monotonic()))
            (taken, refused), self._watched = posted.result(), watched.result()
        self._own_cpu = time.process_time() - own
        self._executions = (self._calls() - calls) / plan.count
        self._outcome.problems += refused[:10]
        self._note_percentiles("from post to answer", taken)

    def _calls(self):
        return int(self._server.database.query(_CALLS)[0][0])

    def _judge_good(self):
        plan, outcome = self._plan, self._outcome
        last = self._first + plan.count - 1
        stored = self._group.messages(self._server.database)
        if sorted(number for sequence, number in stored.items() if sequence >= self._first) != list(range(plan.count)):
            outcome.problems.append("the database does not hold what was posted, each message once")
        whole = [each for each in self._good if each.last == last and not each.failure and not each.gaps]
        outcome.note("subscribers with every message once and in order", len(whole),
                     f"{len(whole)} of {len(self._good)}", "all", len(whole) == len(self._good))
        outcome.problems += self._crowd.wrong[:10] + sorted(self._crowd.failures)[:10]
        times = self._note_percentiles("from post to receipt", self._crowd.latencies, plan.most_p99)
        outcome.note("receipts", len(times), f"{len(times):,}")
        outcome.note("executions for each message", self._executions, f"{self._executions:.2f}", "1",
                     self._executions <= 1)
        outcome.note("CPU of server and PostgreSQL", self._watched.cpu, f"{self._watched.cpu:.1f} s")
        outcome.note("CPU of the client that reads", self._own_cpu, f"{self._own_cpu:.1f} s")

    def _note_percentiles(self, name, seconds, most_p99=None):
        times = sorted(seconds) or [float("inf")]
        p50, p99, most = (times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.99, 1))
        self._outcome.note(name, [p50, p99, most],
                           f"p50 {p50 * 1e3:.0f} ms, p99 {p99 * 1e3:.0f} ms, most {most * 1e3:.0f} ms",
                           f"p99 under {most_p99 * 1e3:.0f} ms" if most_p99 else "",
                           most_p99 is None or p99 < most_p99)
        return times

    def _judge_stalled(self):
        """When each was cut, counted from when its system took no more; then it comes back and gets what it missed."""
        plan, outcome, watched = self._plan, self._outcome, self._watched
        if not self._stalled:
            return
        cut = [each for each in self._stalled if each.end in watched.let_go]
        after = sorted(watched.let_go[each.end] - max(self._stopped, watched.last_taken[each.end]) for each in cut)
        since = sorted(watched.let_go[each.end] - self._stopped for each in cut)
        text = f"{len(cut)} of {len(self._stalled)}"
        if cut:
            text += f", {after[0]:.1f}–{after[-1]:.1f} s after the last byte they took"
            text += f" and at most {since[-1]:.1f} s after they stopped reading"
        outcome.note("stalled sockets that were cut", [after, since], text, f"all within {plan.most_seconds:g} s",
                     len(cut) == len(self._stalled) and after[-1] <= plan.most_seconds + INTERVAL_SECONDS)
        back = self._resume(cut)
        last = self._first + plan.count - 1
        whole = [each for each in back.all if each.last == last and not each.gaps]
        outcome.note("of these came back and missed nothing", len(whole), f"{len(whole)} of {len(cut)}", "all",
                     len(whole) == len(cut))
        outcome.problems += back.wrong[:10] + sorted(back.failures)[:10]

    def _resume(self, cut):
        """Reads what is left in the systems, then subscribes anew behind the last message that was read."""
        left = Listeners()
        for each in cut:
            left.add(each)
        left.run(lambda: all(each.failure for each in cut), PATIENCE_SECONDS)
        back = Listeners()
        last = self._first + self._plan.count - 1
        for each in cut:
            back.add(self._open(each.place, after=each))
        back.run(lambda: all(each.last == last or each.failure for each in back.all), PATIENCE_SECONDS)
        back.wrong += left.wrong
        return back

    def _judge_memory(self):
        plan, outcome, memory = self._plan, self._outcome, self._memory
        wait_until_quiet([self._server.pid])
        growth = self._watched.most_resident - memory["subscribed"]
        outcome.note("server's memory before the sockets", memory["before"], f"{memory['before'] / 1e6:.1f} MB")
        outcome.note("with all subscribed, after the first message", memory["subscribed"],
                     f"{memory['subscribed'] / 1e6:.1f} MB")
        outcome.note("growth from there to the most while messages were posted", growth, f"{growth / 1e6:.1f} MB",
                     f"under {plan.most_bytes / 1e6:g} MB", growth < plan.most_bytes)
