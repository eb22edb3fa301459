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


def test_cpu_time_grows_with_work():
    before = processes.cpu_times([os.getpid()])
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    assert 0.08 <= processes.seconds_between(before, processes.cpu_times([os.getpid()])) < 1


def test_threads_that_came_count_whole_and_threads_that_went_count_nothing():
    assert processes.seconds_between({1: 5.0, 2: 7.0}, {1: 5.5, 3: 0.25}) == 0.75


def test_a_process_that_is_gone_used_nothing():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert processes.cpu_times([gone.pid]) == {}


def test_memory_is_in_megabytes():
    assert 10 < processes.resident_mb(os.getpid()) < 4000
