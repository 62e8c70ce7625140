"""What a process holds: memory, descriptors, connections, from /proc. Memory in bytes."""
import dataclasses
import os
import pathlib
import re

_ESTABLISHED, _CLOSE_WAIT = "01", "08"
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclasses.dataclass(frozen=True)
class Memory:
    """Memory of one process at one time."""

    resident: int
    # What would come free if it ended: pages that nobody shares.
    unshared: int
    # Of its sockets, ours and those of every other process here: the system tells no better.
    kernel: int

    @classmethod
    def of(cls, pid):
        """The memory of a process now."""
        found = {name: int(size) << 10 for name, size in
                 re.findall(r"^(\w+): +(\d+) kB$", pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)}
        pages = re.search(r"^TCP: .* mem (\d+)$", pathlib.Path("/proc/net/sockstat").read_text(), re.MULTILINE)
        return cls(found["Rss"], found["Private_Clean"] + found["Private_Dirty"], int(pages[1]) * _PAGE_BYTES)


def descriptors(pid):
    """How many descriptors the process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def connections(port):
    """How many connections to the port a process here holds a descriptor of: of the side that listens."""
    lines = [line.split() for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(int(line[1].split(":")[1], 16) == port and line[3] in (_ESTABLISHED, _CLOSE_WAIT) and line[9] != "0"
               for line in lines)
