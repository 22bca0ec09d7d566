"""Keras 3's optimizers with its names and defaults, in double precision: what differs from PyTorch is said at each.

Read in keras-team/keras, keras/src/optimizers, at the commits named. `weight_decay` is decoupled for every optimizer
(base_optimizer.py at 001750d): x ← x − rate·decay·x, before the step. Keras 3.15.1 itself, in double precision on JAX,
made the same traces to 1e-14.
A rule is a generator function as in papers.py.
"""

from itertools import count

import numpy as np


def sgd(x, learning_rate=0.01, momentum=0.0, nesterov=False, weight_decay=0.0):
    """sgd.py at 1937d48: the rate is inside the velocity."""
    v = np.zeros_like(x)
    while True:
        g = yield x
        x = x - learning_rate * weight_decay * x
        v = momentum * v - learning_rate * g
        x = x + (momentum * v - learning_rate * g if nesterov else v)


def rmsprop(x, learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False):
    """rmsprop.py at 13de96a: ε inside the root; the rate inside the velocity."""
    v = mean = moved = np.zeros_like(x)
    while True:
        g = yield x
        v = rho * v + (1 - rho) * g**2
        mean = rho * mean + (1 - rho) * g
        variance = v - mean**2 if centered else v
        moved = momentum * moved + learning_rate * g / np.sqrt(variance + epsilon)
        x = x - moved


def adam(x, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False, weight_decay=0.0):
    """adam.py at 13de96a: "ε hat" of Kingma & Ba (2015), before section 2.1, beside a root that is not corrected."""
    m = v = largest = np.zeros_like(x)
    for t in count(1):
        g = yield x
        x = x - learning_rate * weight_decay * x
        alpha = learning_rate * np.sqrt(1 - beta_2**t) / (1 - beta_1**t)
        m = m + (g - m) * (1 - beta_1)
        v = v + (g**2 - v) * (1 - beta_2)
        largest = np.maximum(largest, v)
        x = x - m * alpha / (np.sqrt(largest if amsgrad else v) + epsilon)


def adamw(x, weight_decay=0.004, **options):
    """adamw.py at 2608304: Adam with another default."""
    return adam(x, weight_decay=weight_decay, **options)


def nadam(x, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """nadam.py at 13de96a: 0.96ᵗ, where PyTorch has 0.96 to the power of t·momentum_decay; ε beside the corrected root."""
    m = v = np.zeros_like(x)
    product = 1.0
    for t in count(1):
        g = yield x
        u = beta_1 * (1 - 0.5 * 0.96**t)
        following = beta_1 * (1 - 0.5 * 0.96 ** (t + 1))
        product *= u
        m = m + (g - m) * (1 - beta_1)
        v = v + (g**2 - v) * (1 - beta_2)
        direction = following * m / (1 - product * following) + (1 - u) * g / (1 - product)
        x = x - direction * learning_rate / (np.sqrt(v / (1 - beta_2**t)) + epsilon)


def adamax(x, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """adamax.py at 2e44203: ε is added to the norm at the end, PyTorch adds it to |g| within the norm."""
    m = u = np.zeros_like(x)
    for t in count(1):
        g = yield x
        m = m + (g - m) * (1 - beta_1)
        u = np.maximum(beta_2 * u, np.abs(g))
        x = x - learning_rate * m / ((1 - beta_1**t) * (u + epsilon))


def adagrad(x, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7):
    """adagrad.py at 40c7497: ε inside the root, and the sum starts at 0.1."""
    s = np.full_like(x, initial_accumulator_value)
    while True:
        g = yield x
        s = s + g**2
        x = x - learning_rate * g / np.sqrt(s + epsilon)


def adadelta(x, learning_rate=0.001, rho=0.95, epsilon=1e-7):
    """adadelta.py at 13de96a: PyTorch's form with other defaults."""
    s = moved = np.zeros_like(x)
    while True:
        g = yield x
        s = rho * s + (1 - rho) * g**2
        change = np.sqrt(moved + epsilon) / np.sqrt(s + epsilon) * g
        moved = rho * moved + (1 - rho) * change**2
        x = x - learning_rate * change


def lion(x, learning_rate=0.001, beta_1=0.9, beta_2=0.99, weight_decay=0.0):
    """lion.py at 1937d48."""
    m = np.zeros_like(x)
    while True:
        g = yield x
        x = x - learning_rate * weight_decay * x
        x = x - learning_rate * np.sign(beta_1 * m + (1 - beta_1) * g)
        m = beta_2 * m + (1 - beta_2) * g


RULES = {
    "SGD": sgd,
    "RMSprop": rmsprop,
    "Adam": adam,
    "AdamW": adamw,
    "Nadam": nadam,
    "Adamax": adamax,
    "Adagrad": adagrad,
    "Adadelta": adadelta,
    "Lion": lion,
}
