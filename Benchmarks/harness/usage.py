"""CPU time and memory of a process and its descendants, from /proc."""
import os
import pathlib
import time

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
# Places in /proc/PID/stat after the command name.
_PARENT, _CPU, _CPU_OF_ENDED_CHILDREN, _RESIDENT_PAGES = 1, slice(11, 13), slice(13, 15), 21


def cpu_seconds(pid):
    """CPU time so far of the process, its living descendants and its children that ended."""
    ticks = 0
    for each, fields in _settled_family(pid).items():
        ticks += sum(map(int, fields[_CPU]))
        if each == pid:
            ticks += sum(map(int, fields[_CPU_OF_ENDED_CHILDREN]))
    return ticks / _TICKS_PER_SECOND


def resident_megabytes(pid):
    """Resident memory now of the process and its descendants."""
    return sum(int(fields[_RESIDENT_PAGES]) for fields in _family(pid).values()) * _PAGE_BYTES / 1e6


def wait_until_quiet(pids, patience_seconds=10):
    """Waits until these processes do next to nothing: wrk leaves requests behind that servers still work on."""
    end = time.monotonic() + patience_seconds
    before = sum(map(cpu_seconds, pids))
    while time.monotonic() < end:
        time.sleep(0.1)
        after = sum(map(cpu_seconds, pids))
        if after - before <= 0.01:
            return
        before = after


def _settled_family(pid):
    """Two looks at the same processes: one that ends between the reading of its parent and of itself is in neither."""
    family = _family(pid)
    while True:
        again = _family(pid)
        if again.keys() == family.keys():
            return again
        family = again


def _family(pid):
    processes = {}
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                processes[int(folder.name)] = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue  # ended while we looked
    children = {}
    for each, fields in processes.items():
        children.setdefault(int(fields[_PARENT]), []).append(each)
    family, waiting = {}, [pid]
    while waiting:
        each = waiting.pop()
        if each in processes:
            family[each] = processes[each]
            waiting += children.get(each, [])
    return family
