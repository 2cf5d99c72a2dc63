"""The numbers of tests/core/analysis/clusters_by_peers_test.cpp and tests/core/metrics/adjusted_rand_test.cpp, by
scikit-learn and SciPy: python3 tests/peers/cluster_numbers.py"""
import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, pairwise_distances_argmin

np.set_printoptions(precision=9, linewidth=110)


def numbers(rows, columns):
    i, d = np.mgrid[:rows, :columns]
    return np.sin(0.7 + 1.7 * i + 2.3 * d + 0.37 * i * d)


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


# Spherical k-means: on unit vectors the nearest centroid by distance is that by cosine, so scikit-learn assigns
# and averages; only the means are normalised here.
rows = unit(numbers(60, 4))
centroids = rows[[0, 7, 14, 21, 28]]
labels, rounds = None, 0
while True:
    rounds += 1
    now = pairwise_distances_argmin(rows, centroids)
    if np.array_equal(now, labels):
        break
    labels = now
    step = KMeans(len(centroids), init=centroids, n_init=1, max_iter=1, algorithm="lloyd", tol=0).fit(rows)
    centroids = unit(step.cluster_centers_)
print("k-means labels", labels.tolist(), "rounds", rounds)
print("k-means mean cosine", np.mean(np.sum(rows * centroids[labels], axis=1)))

# Ward, of weighted points: as many copies of each.
points = unit(numbers(12, 3))
weights = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])
tree = linkage(np.repeat(points, weights, axis=0), "ward")
print("Ward heights", tree[-11:, 2])
firsts = np.cumsum(weights) - weights
for count in (2, 4, 7):
    print("Ward cut", count, fcluster(tree, count, "maxclust")[firsts].tolist())
equal = linkage(points, "ward")
print("Ward of equal weights\n", equal[:, :3])

# The assignment.
for shape in ((5, 5), (6, 9), (20, 20)):
    cost = numbers(*shape)
    chosen, columns = linear_sum_assignment(cost)
    print("assignment", shape, columns.tolist(), cost[chosen, columns].sum())

print("adjusted Rand", adjusted_rand_score([0, 0, 1, 1, 2, 2, 2, 0], [1, 1, 0, 0, 2, 0, 2, 1]),
      adjusted_rand_score([0, 0, 1, 1], [0, 1, 0, 1]))
