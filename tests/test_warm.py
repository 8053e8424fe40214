"""Programs run with torch imported behave as they would by `python` alone: streams, status, arguments, signals."""

import os
import signal
import subprocess
import sys
import time

import pytest
from lab_sources import PYTHON

PROGRAM = """
import os, sys
print(sys.argv[1:], os.environ["GIVEN"], os.getcwd(), __name__)
print(sys.stdin.read(), file=sys.stderr)
value = sys.argv[1]
sys.exit(int(value) if value.isdigit() else value or None)
"""


@pytest.mark.parametrize("value", ["", "0", "3", "a message"])
@pytest.mark.parametrize("how", ["script", "code", "module"])
def test_a_program_sees_and_says_the_same(how, value, tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    kind = {"script": [tmp_path / "program.py"], "code": ["-c", PROGRAM], "module": ["-m", "program"]}[how]
    given = {
        "cwd": tmp_path,
        "env": os.environ | {"GIVEN": "é"},
        "input": "heard",
        "capture_output": True,
        "text": True,
    }
    plain, warm = (subprocess.run([*python, *kind, value], **given) for python in ([sys.executable], PYTHON))
    assert "heard" in plain.stderr
    assert (warm.stdout, warm.stderr, warm.returncode) == (plain.stdout, plain.stderr, plain.returncode)


def test_an_error_is_told_and_earlier_programs_leave_no_trace():
    first = "import sys, torch; torch.left = sys.left = 1; print(1 / 0)"
    first = subprocess.run([*PYTHON, "-c", first], capture_output=True)
    assert first.returncode == 1
    assert b"ZeroDivisionError" in first.stderr
    later = "import sys, torch; sys.exit(hasattr(torch, 'left') or hasattr(sys, 'left') or 'labkit' in sys.modules)"
    assert subprocess.run([*PYTHON, "-c", later]).returncode == 0


@pytest.mark.parametrize(("number", "said"), [(signal.SIGINT, "interrupted"), (signal.SIGKILL, "")])
def test_a_program_hears_an_interrupt_and_dies_with_its_caller(number, said):
    code = """
import os, time
try:
    print(os.getpid(), flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("interrupted")
"""
    with subprocess.Popen([*PYTHON, "-c", code], stdout=subprocess.PIPE, text=True) as caller:
        pid = int(caller.stdout.readline())
        caller.send_signal(number)
        assert caller.stdout.read().strip() == said  # ends when the last who can write has left
    for _ in range(100):
        if not os.path.exists(f"/proc/{pid}"):
            return
        time.sleep(0.05)
    pytest.fail("the program goes on without its caller")
