"""Reading what processes use."""

import os
import subprocess
import sys
import time

import pytest

from bench import processes

pytestmark = pytest.mark.skipif(not processes.HAS_PROC, reason="this system has no /proc")


def test_a_tree_holds_a_process_and_its_children():
    sleeper = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert sleeper.pid in processes.tree(os.getpid())
        assert processes.tree(sleeper.pid) == [sleeper.pid]
    finally:
        sleeper.communicate(b"\n")
    assert sleeper.pid not in processes.tree(os.getpid())


def test_cpu_time_grows_with_work_and_not_with_waiting():
    before = processes.cpu_seconds([os.getpid()])
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    worked = processes.cpu_seconds([os.getpid()]) - before
    assert 0.08 <= worked < 1


def test_a_process_that_is_gone_used_nothing():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert processes.cpu_seconds([gone.pid]) == 0


def test_memory_is_in_megabytes():
    assert 10 < processes.resident_mb(os.getpid()) < 4000
