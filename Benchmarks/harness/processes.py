"""Starting and ending the processes of a run, so that none outlives it."""
import os
import shutil
import signal
import socket
import subprocess


def free_port():
    """A TCP port on the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(command, log, environment=None, folder=None, user=None):
    """Starts a process that ends with us, even if we are killed; its words go to the log file."""
    command = [*_end_with_parent(user), *command]
    with open(log, "ab") as output:
        return subprocess.Popen(command, cwd=folder, env={**os.environ, **(environment or {})}, start_new_session=True,
                                stdin=subprocess.DEVNULL, stdout=output, stderr=output)


def stop(process, sign=signal.SIGTERM, patience=10):
    """Asks the process to end, and ends it when it does not."""
    if process.poll() is None:
        process.send_signal(sign)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def as_user(user, command):
    """The command as another user; as it is when no user is named."""
    return command if user is None else ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", *command]


def _end_with_parent(user):
    if not shutil.which("setpriv"):
        return as_user(user, [])
    words = as_user(user, []) or ["setpriv"]
    return [*words, "--pdeathsig=INT" if user else "--pdeathsig=TERM"]
