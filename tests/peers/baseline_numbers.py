"""The numbers of tests/core/metrics/ridge_test.cpp, tests/core/analysis/stacking_weights_test.cpp and
tests/core/analysis/baselines_test.cpp, by scikit-learn and SciPy: python3 tests/peers/baseline_numbers.py"""
import numpy as np
from scipy.optimize import minimize
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score

SHARES = [10.0**power for power in range(-4, 5)]


class Numbers:
    """Pseudo-random numbers in -0.5..0.5 that C++ makes, too: a linear congruential generator."""

    def __init__(self, seed):
        self.state = seed

    def array(self, *shape):
        values = []
        for _ in range(int(np.prod(shape))):
            self.state = (1664525 * self.state + 1013904223) % 2**32
            values.append(self.state / 2**32 - 0.5)
        return np.array(values).reshape(shape)


def best_ridge(x, y):
    """The fit of the penalty that predicts validation best: its penalty, error and predictions. x, y: three parts."""
    centred = x[0] - x[0].mean(axis=0)
    mean = np.linalg.eigvalsh(centred.T @ centred).mean()
    fits = []
    for share in SHARES:
        model = Ridge(alpha=share * mean).fit(x[0], y[0])
        fits.append((np.sum((y[1] - model.predict(x[1])) ** 2), share * mean, model))
    error, penalty, model = min(fits, key=lambda fit: fit[0])
    return penalty, error, model.predict(x[1]), model.predict(x[2])


def stack(errors):
    """Convex weights of the least squared error. errors: (images, L)"""
    matrix = errors.T @ errors
    count = len(matrix)
    found = minimize(
        lambda w: w @ matrix @ w, np.full(count, 1 / count), jac=lambda w: 2 * matrix @ w, method="SLSQP",
        bounds=[(0, None)] * count, constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": np.ones_like},
        options={"ftol": 1e-15, "maxiter": 1000})
    return found.x


def show(name, values):
    print(name, np.array2string(np.atleast_1d(values), precision=6, separator=", ", max_line_width=100))


numbers = Numbers(1)
x = numbers.array(30, 4)
y = np.stack([x @ [1, -2, 0, 1] + numbers.array(30), 3 * numbers.array(30)], axis=1)
x, y = np.split(x, [20, 25]), np.split(y, [20, 25])
for i in range(2):
    penalty, error, _, test = best_ridge(x, [part[:, i] for part in y])
    show(f"ridge, response {i}: penalty, error", [penalty, error])
    show("  test predictions minus the mean", test - y[0][:, i].mean())

for seed in (2, 3):
    show("stacking weights", stack(Numbers(seed).array(6, 4) + [0, 0.1, 0.2, 0.3]))

# Two layers on a grid of 2 x 2, 60 images.
numbers = Numbers(4)
layers = []
for channels in (3, 2):
    local = numbers.array(60, channels, 2, 2)
    layers.append((local, numbers.array(60, channels)))
noise = numbers.array(60, 3)
y = np.stack([layers[0][0][:, 1, 1, 0], layers[1][0][:, 0].mean(axis=(1, 2)), np.zeros(60)], axis=1)
y = 2 * y + noise * [0.5, 0.6, 1]


def parts(values):
    return np.split(values, [40, 50])


for vertex in range(3):
    targets = parts(y[:, vertex])
    tokens = []
    for layer, (local, whole) in enumerate(layers):
        for token in range(5):
            inputs = local[:, :, token // 2, token % 2] if token < 4 else whole
            tokens.append((layer, token, *best_ridge(parts(inputs), targets)))
    layer, token, _, _, _, test = min(tokens, key=lambda fit: fit[3])
    print(f"vertex {vertex}: fwRF layer {layer}, token {token}, R2 {r2_score(targets[2], test):.6f}")
    fits = []
    for local, whole in layers:
        flat = parts(np.concatenate([local.reshape(60, -1), whole], axis=1))
        components = PCA(4, svd_solver="full").fit(flat[0])
        fits.append(best_ridge([components.transform(part) for part in flat], targets))
    best = min(range(2), key=lambda layer: fits[layer][1])
    print(f"  PCA ridge layer {best}, R2 {r2_score(targets[2], fits[best][3]):.6f}")
    weights = stack(np.stack([targets[1] - fit[2] for fit in fits], axis=1))
    stacked = weights @ [fit[3] for fit in fits]
    show(f"  stacked R2 {r2_score(targets[2], stacked):.6f}, weights", weights)
