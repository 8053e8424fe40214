"""Python with torch and matplotlib imported already: `python tests/warm.py script.py`, `-m module` or `-c code`.

Half of the time of a small lab is these imports, and the tests run some seventy labs and controls. So the first call
starts a server that imports what they share, and every call has it fork: each program gets a process of its own, with
its own variables, in which an import of torch takes no time. The server leaves after two minutes without work.

Only on Linux, where a process can safely be forked; elsewhere the program runs as it would without this file.
"""

import atexit
import contextlib
import hashlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path
from typing import NoReturn

IMPORTS = "torch", "torch._dynamo", "matplotlib.pyplot", "ipykernel.kernelapp"  # the second with the first optimizer
LEAVES_AFTER = 120  # seconds without a program
MESSAGE = 1 << 20  # bytes of the longest request


def main(arguments: list[str]) -> None:
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):
        run_cold(arguments)
    folder = Path(tempfile.gettempdir(), f"warm-{os.getuid()}-{hashlib.sha256(sys.prefix.encode()).hexdigest()[:12]}")
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    if arguments == ["--serve"]:
        serve(folder)
    else:
        sys.exit(ask(folder, arguments))


def run_cold(arguments: list[str]) -> NoReturn:
    os.execv(sys.executable, [sys.executable, *arguments])


# The side of the caller


def ask(folder: Path, arguments: list[str]) -> int:
    """The exit status of the program, which speaks through our standard streams and hears our signals."""
    with connected(folder) or run_cold(arguments) as server:
        request = {"arguments": arguments, "environment": dict(os.environ), "folder": os.getcwd()}
        heard = (signal.SIGINT, signal.SIGTERM)
        signal.pthread_sigmask(signal.SIG_BLOCK, heard)  # until there is a program to pass them to
        socket.send_fds(server, [json.dumps(request).encode()], [0, 1, 2])
        pid = int(server.recv(32))
        for number in heard:
            signal.signal(number, lambda number, _: os.kill(pid, number))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, heard)
        return int(server.recv(32) or 1)


def connected(folder: Path) -> socket.socket | None:
    """A connection to the server, which is started where there is none; None: it cannot be."""
    import fcntl

    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        started = None
        while True:
            server = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with contextlib.suppress(OSError):
                server.connect(str(folder / "socket"))
                return server
            server.close()
            if started is None:
                options = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL) | {"start_new_session": True}
                options["env"] = os.environ | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
                started = subprocess.Popen([sys.executable, __file__, "--serve"], **options)
            elif started.poll() is not None:
                return None  # `python tests/warm.py --serve` says why
            time.sleep(0.05)


# The side of the server


def serve(folder: Path) -> None:
    """Forks a process for each program that is asked for."""
    for name in IMPORTS:
        import_module(name)
    assert len(os.listdir("/proc/self/task")) == 1, "a process with several threads cannot be forked safely"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the keepers
    path = folder / "socket"
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind(str(path))
        listening.listen(32)
        while select.select([listening], [], [], LEAVES_AFTER)[0]:
            caller, _ = listening.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                listening.close()
                keep(caller)
            caller.close()
        path.unlink()


def keep(caller: socket.socket) -> NoReturn:
    """Runs the program in a child, tells the caller its number and how it ended; without a caller it is killed."""
    message, streams, *_ = socket.recv_fds(caller, MESSAGE, 3)
    pid = os.fork()
    if pid == 0:
        caller.close()
        run(streams, **json.loads(message))
    with contextlib.suppress(OSError):
        caller.send(str(pid).encode())
    ended = os.pidfd_open(pid)
    if caller in select.select([caller, ended], [], [])[0]:  # the caller only ever hangs up
        os.kill(pid, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with contextlib.suppress(OSError):
        caller.send(str(status if status >= 0 else 128 - status).encode())
    os._exit(0)


def run(streams: list[int], arguments: list[str], environment: dict[str, str], folder: str) -> NoReturn:
    """The program, as `python` would run it with these arguments."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding="utf-8")
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the server may have it ignore them
    first, *rest = arguments
    kind, name = (first, rest.pop(0)) if first in ("-c", "-m") else (None, first)
    sys.argv = [kind or name, *rest]
    sys.path[0] = str(Path(name).resolve().parent) if kind is None else folder if kind == "-m" else ""
    sys.path[1:1] = [part for part in environment.get("PYTHONPATH", "").split(os.pathsep) if part]
    try:
        if kind == "-c":
            exec(compile(name, "<string>", "exec"), {"__name__": "__main__"})
        elif kind == "-m":
            runpy.run_module(name, run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(name, run_name="__main__")
    except SystemExit as leaving:
        status = leaving.code or 0
        if not isinstance(status, int):
            print(status, file=sys.stderr)
            status = 1
    except BaseException:
        traceback.print_exc()
        status = 1
    else:
        status = 0
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # at once: to take torch apart takes a second


if __name__ == "__main__":
    main(sys.argv[1:])
