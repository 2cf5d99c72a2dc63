"""The numbers of tests/core/metrics/evidence_test.cpp, by SciPy: python3 tests/peers/evidence_numbers.py"""
import numpy as np
from scipy import stats


def q(r, n):
    r = np.array(r)
    t = r * np.sqrt((n - 2) / (1 - r**2))
    return stats.false_discovery_control(stats.t.sf(t, n - 2))


print(q([0.9, 0.5, 0.35, 0.3, 0.2, 0.1, 0.0, -0.2, -0.9], 30))
print(q([0.05, 0.1, 0.3], 1000))
