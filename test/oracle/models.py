#!/usr/bin/python3
"""The models of media/examples/11 to 13, fitted with NumPy and SciPy alone: test/unit/cases/models.json.

    /usr/bin/python3 test/oracle/models.py

The logistic regression is over all rows, since which rows are held out is for the engine's random numbers to say. Newton's
method solves the two convex models; BFGS and then Newton's method the network, from near the minimum that the example ends at.
"""
import csv
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parents[2]


def table(name):
    with open(ROOT / "media/examples" / name) as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([row[key] for row in rows]) for key in rows[0]}


def standardized(texts):
    x = texts.astype(float)
    return (x - x.mean()) / x.std()


def newton(gradient, hessian, x):
    for _ in range(50):
        x = x - np.linalg.solve(hessian(x), gradient(x))
    assert np.abs(gradient(x)).max() < 1e-13
    return x


def logistic():
    data = table("flats.csv")
    names = ["rent", "size", "rooms"]
    columns = [standardized(data[name]) for name in names]
    for city in sorted(set(data["city"])):
        names.append(f"city_{city}")
        columns.append((data["city"] == city).astype(float))
    x = np.column_stack([*columns, np.ones(len(data["city"]))])
    y = (data["let"] == "yes").astype(float)
    ridge = 0.02 * np.diag([1.0] * len(names) + [0.0])

    def p(w):
        return 1 / (1 + np.exp(-x @ w))

    w = newton(
        lambda w: x.T @ (p(w) - y) / len(y) + ridge @ w,
        lambda w: (x.T * (p(w) * (1 - p(w)))) @ x / len(y) + ridge,
        np.zeros(x.shape[1]),
    )
    value = np.mean(np.logaddexp(0, x @ w) - y * (x @ w)) + 0.01 * np.sum(w[:-1] ** 2)
    return dict(zip([f"w_{name}" for name in names] + ["b"], w)), value


def counts():
    data = table("visits.csv")
    y = data["visitors"].astype(float)
    x = np.column_stack(
        [standardized(data["temperature"]), standardized(data["rain"]), data["weekend"].astype(float), np.ones(len(y))]
    )
    start = np.array([0, 0, 0, np.log(y.mean())])
    w = newton(
        lambda w: x.T @ (np.exp(x @ w) - y) / len(y),
        lambda w: (x.T * np.exp(x @ w)) @ x / len(y),
        start,
    )
    value = np.mean(np.exp(x @ w) - y * (x @ w))
    return dict(zip(["w_temperature", "w_rain", "w_weekend", "b"], w)), value


NETWORK = {
    "u_across": -2.8, "u_up": 1.5, "v_across": 2.7, "v_up": -1.8, "w_across": 2.9, "w_up": 2.4,
    "a1": 3.7, "a2": 1.9, "a3": -2.0, "c1": 4.3, "c2": -4.2, "c3": 4.1, "c0": 0.0,
}  # fmt: skip


def network():
    data = table("moons.csv")
    x = np.column_stack([data["across"].astype(float), data["up"].astype(float)])
    y = data["upper"].astype(float)

    def parts(q):
        weights, a, c, c0 = q[:6].reshape(3, 2), q[6:9], q[9:12], q[12]
        h = np.tanh(x @ weights.T + a)
        return weights, a, c, h, h @ c + c0

    def value(q):
        weights, _, c, _, z = parts(q)
        return np.mean(np.logaddexp(0, z) - y * z) + 0.001 * (np.sum(weights**2) + np.sum(c**2))

    def gradient(q):
        weights, _, c, h, z = parts(q)
        dz = (1 / (1 + np.exp(-z)) - y) / len(y)
        dh = np.outer(dz, c) * (1 - h**2)
        return np.concatenate(
            [(dh.T @ x + 0.002 * weights).ravel(), dh.sum(0), h.T @ dz + 0.002 * c, [dz.sum()]]
        )

    def hessian(q):
        step = 1e-5
        columns = [(gradient(q + step * e) - gradient(q - step * e)) / (2 * step) for e in np.eye(len(q))]
        return np.array(columns)

    found = minimize(value, np.array(list(NETWORK.values())), jac=gradient, method="BFGS", options={"gtol": 1e-9})
    q = found.x
    for _ in range(5):
        q = q - np.linalg.solve(hessian(q), gradient(q))
    assert np.abs(gradient(q)).max() < 1e-12
    return dict(zip(NETWORK, q)), value(q)


def main():
    cases = {}
    for file, model in {
        "11-logistic-regression.downhill": logistic,
        "12-counts.downhill": counts,
        "13-a-small-network.downhill": network,
    }.items():
        point, value = model()
        cases[file] = {"point": {name: float(number) for name, number in point.items()}, "value": float(value)}
    (ROOT / "test/unit/cases/models.json").write_text(json.dumps(cases, indent=2) + "\n")


main()
