"""The numbers of tests/core/analysis/variogram_test.cpp and alignment_test.cpp, by scikit-gstat, SciPy and NumPy:
python3 tests/peers/variogram_numbers.py"""
import numpy as np
import skgstat
from scipy import optimize, spatial, stats

N, STAGES = 60, 3
i = np.arange(N)
theta, phi = 0.02 + 0.35 * np.sqrt((i + 0.5) / N), 2.399963 * i
positions = 100 * np.stack([np.sin(theta) * np.cos(phi), np.sin(theta) * np.sin(phi), np.cos(theta)], 1)
values = np.sin(0.13 * positions[:, 0]) + 0.5 * np.cos(0.21 * positions[:, 1]) + 0.1 * (i * 7 % 5 - 2)
stage = (positions[:, 0] > -10).astype(int) + (positions[:, 0] > 10)

decays = {"exponential": lambda h: np.exp(-h), "matern32": lambda h: (1 + h) * np.exp(-h)}


def fit(distance, semivariance, pairs):
    """Weighted least squares from many starts: error, decay, nugget, sill and range of the best."""
    best = (np.inf,)
    for name, decay in decays.items():
        def residuals(x):
            return np.sqrt(pairs) * (x[0] + x[1] * (1 - decay(distance / x[2])) - semivariance)
        for start in np.geomspace(1, 100, 12):
            found = optimize.least_squares(residuals, [0.1, 1, start], bounds=([0, 0, 0.5], [np.inf, np.inf, 150]),
                                           xtol=1e-15, ftol=1e-15, gtol=1e-15)
            if 2 * found.cost < best[0]:
                best = (2 * found.cost, name, *found.x)
    return best


# One stage of all points: the empirical variogram.
peer = skgstat.Variogram(positions, values, n_lags=20, maxlag=40, bin_func="even", estimator="matheron", fit_method=None)
print("semivariance", np.array2string(peer.experimental[:20], precision=6, separator=", "))
print("pairs", peer.bin_count.tolist())

# Three stages: pairs within them, the model, and the line.
distances = spatial.distance.squareform(spatial.distance.pdist(positions))
a, b = np.triu_indices(N, 1)
near = (stage[a] == stage[b]) & (distances[a, b] < 40)
d, g = distances[a, b][near], (values[a] - values[b])[near] ** 2 / 2
bins = (d / 2).astype(int)
pairs = np.bincount(bins, minlength=20)
some = pairs > 0
mean = [np.bincount(bins, x, 20)[some] / pairs[some] for x in (d, g)]
error, name, nugget, sill, reach = fit(*mean, pairs[some])
print("model", name, nugget, sill, reach)
covariance = sill * decays[name](distances / reach) + nugget * np.eye(N)
weights = np.stack([(stage == s) / (stage == s).sum() for s in range(STAGES)])
means, sigma = weights @ values, weights @ covariance @ weights.T
x = np.arange(STAGES) / (STAGES - 1)
slope = (x - x.mean()) / ((x - x.mean()) ** 2).sum()
for name, w in (("slope", slope), ("b0", 1 / STAGES - x.mean() * slope), ("b1", 1 / STAGES + (1 - x.mean()) * slope)):
    half = 1.96 * np.sqrt(w @ sigma @ w)
    print(name, w @ means, w @ means - half, w @ means + half)
print("Spearman with ties", stats.spearmanr([1, 2, 2, 3, 5, 4, 4, 4], [2, 1, 3, 3, 8, 7, 1, 9]).statistic)
