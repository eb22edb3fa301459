"""What blocks of requests say together."""

from bench.blocks import Block, Effort, cpu_ms, latency_ms, per_second, ratio

CALM = Block(cpu_ms=4.0, per_second=200.0, seconds=[0.010, 0.012])
BUSY = Block(cpu_ms=8.0, per_second=100.0, seconds=[0.020, 0.050])
ODD = Block(cpu_ms=5.0, per_second=180.0, seconds=[0.011, 0.013])


def test_a_disturbed_block_does_not_move_the_median():
    assert cpu_ms([CALM, BUSY, ODD]) == 5.0
    assert per_second([CALM, BUSY, ODD]) == 180.0


def test_a_ratio_compares_neighbours():
    assert ratio([BUSY, BUSY, CALM], [CALM, CALM, BUSY]) == 2.0


def test_latency_counts_every_request():
    assert latency_ms([CALM, BUSY, ODD], 50) == 12.0
    assert latency_ms([CALM, BUSY, ODD], 95) == 50.0


def test_half_the_effort_keeps_its_rounds():
    assert Effort(7, 200).halved() == Effort(7, 100)
    assert Effort(3, 12).halved() == Effort(3, 10)
