"""optax's optimizers with its names and defaults, in double precision: what differs from PyTorch is said at each.

Read in google-deepmind/optax, optax/_src/transform.py at 006cebd, and alias.py at 47fe655 for how they are chained.
optax 0.2.8 itself, in double precision, made the same traces to 1e-14; `initial_accumulator_value` is an option of its
`scale_by_yogi`, not of `yogi`. A rule is a generator function as in papers.py. Left out: optax's Adan weighs the differences by 1 − b2 where the paper
and its program, in the same decays, weigh them by b2.
"""

from itertools import count

import numpy as np


def traced(direction, before, decay, nesterov):
    """The sum of fading directions, and what is taken of it: `trace` in optax/_src/transform.py."""
    sum = direction + decay * before
    return sum, direction + decay * sum if nesterov else sum


def sgd(x, learning_rate, momentum=0.0, nesterov=False):
    """PyTorch's form, the rate outside the velocity."""
    v = np.zeros_like(x)
    while True:
        g = yield x
        v, taken = traced(g, v, momentum, nesterov)
        x = x - learning_rate * taken


def adagrad(x, learning_rate, initial_accumulator_value=0.1, eps=1e-7):
    """`scale_by_rss`: ε inside the root, and the sum starts at 0.1, as in Keras."""
    s = np.full_like(x, initial_accumulator_value)
    while True:
        g = yield x
        s = s + g**2
        x = x - learning_rate * g / np.sqrt(s + eps)


def rmsprop(
    x,
    learning_rate,
    decay=0.9,
    eps=1e-8,
    initial_scale=0.0,
    eps_in_sqrt=True,
    centered=False,
    momentum=0.0,
    nesterov=False,
    bias_correction=False,
):
    """`scale_by_rms`, `scale_by_stddev`: ε inside the root unless told otherwise; the rate inside the velocity."""
    nu = np.full_like(x, initial_scale)
    mu = v = np.zeros_like(x)
    for t in count(1):
        g = yield x
        nu = decay * nu + (1 - decay) * g**2
        mu = decay * mu + (1 - decay) * g
        corrected = 1 - decay**t if bias_correction else 1
        variance = nu / corrected - ((mu / corrected) ** 2 if centered else 0)
        root = np.sqrt(variance + eps) if eps_in_sqrt else np.sqrt(variance) + eps
        v, taken = traced(learning_rate * g / root, v, momentum, nesterov)
        x = x - taken


def adam(x, learning_rate, b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0, nesterov=False, weight_decay=0.0):
    """`scale_by_adam`: PyTorch's Adam. Nesterov's form has no schedule of momentum: μ is b1 at every step."""
    m = v = np.zeros_like(x)
    for t in count(1):
        g = yield x
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g**2
        mean = m / (1 - b1**t)
        if nesterov:
            mean = b1 * m / (1 - b1 ** (t + 1)) + (1 - b1) * g / (1 - b1**t)
        step = mean / (np.sqrt(v / (1 - b2**t) + eps_root) + eps)
        x = x - learning_rate * (step + weight_decay * x)


def adamw(x, learning_rate, weight_decay=1e-4, **options):
    """PyTorch's AdamW with another default."""
    return adam(x, learning_rate, weight_decay=weight_decay, **options)


def nadam(x, learning_rate, **options):
    return adam(x, learning_rate, nesterov=True, **options)


def amsgrad(x, learning_rate, b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0):
    """`scale_by_amsgrad`: the largest of corrected averages; PyTorch corrects the largest average."""
    m = v = largest = np.zeros_like(x)
    for t in count(1):
        g = yield x
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g**2
        largest = np.maximum(largest, v / (1 - b2**t))
        x = x - learning_rate * m / (1 - b1**t) / (np.sqrt(largest + eps_root) + eps)


def adamax(x, learning_rate, b1=0.9, b2=0.999, eps=1e-8):
    """`scale_by_adamax`: ε is added to |g| within the norm, as in PyTorch."""
    m = u = np.zeros_like(x)
    for t in count(1):
        g = yield x
        m = b1 * m + (1 - b1) * g
        u = np.maximum(np.abs(g) + eps, b2 * u)
        x = x - learning_rate * m / (1 - b1**t) / u


def adadelta(x, learning_rate, rho=0.9, eps=1e-6, weight_decay=0.0):
    """`scale_by_adadelta`: PyTorch's form and defaults; decay is added to the gradient."""
    s = moved = np.zeros_like(x)
    while True:
        g = yield x
        g = g + weight_decay * x
        s = rho * s + (1 - rho) * g**2
        change = np.sqrt(moved + eps) / np.sqrt(s + eps) * g
        moved = rho * moved + (1 - rho) * change**2
        x = x - learning_rate * change


def adabelief(x, learning_rate, b1=0.9, b2=0.999, eps=1e-16, eps_root=1e-16):
    """`scale_by_belief`: the ε that is kept within s and the ε beside the root are two options."""
    m = s = np.zeros_like(x)
    for t in count(1):
        g = yield x
        m = b1 * m + (1 - b1) * g
        s = b2 * s + (1 - b2) * (g - m) ** 2 + eps_root
        x = x - learning_rate * m / (1 - b1**t) / (np.sqrt(s / (1 - b2**t)) + eps)


def yogi(x, learning_rate, b1=0.9, b2=0.999, eps=1e-3, eps_root=0.0, initial_accumulator_value=1e-6):
    """`scale_by_yogi`: m and v both start at 1e-6 and are both corrected; the paper does neither."""
    m = np.full_like(x, initial_accumulator_value)
    v = np.full_like(x, initial_accumulator_value)
    for t in count(1):
        g = yield x
        m = b1 * m + (1 - b1) * g
        v = v - (1 - b2) * np.sign(v - g**2) * g**2
        x = x - learning_rate * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t) + eps_root) + eps)


def radam(x, learning_rate, b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0, threshold=5.0):
    """`scale_by_radam`: ε beside the corrected root, PyTorch's is beside the plain one; from ρ = 5 on, PyTorch's above."""
    m = v = np.zeros_like(x)
    longest = 2 / (1 - b2) - 1
    for t in count(1):
        g = yield x
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g**2
        step = m / (1 - b1**t)
        length = longest - 2 * t * b2**t / (1 - b2**t)
        if length >= threshold:
            rectified = (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)
            step = np.sqrt(rectified) * step / (np.sqrt(v / (1 - b2**t) + eps_root) + eps)
        x = x - learning_rate * step


def lion(x, learning_rate, b1=0.9, b2=0.99, weight_decay=1e-3):
    """The paper's, with decay by default."""
    m = np.zeros_like(x)
    while True:
        g = yield x
        x = x - learning_rate * (np.sign(b1 * m + (1 - b1) * g) + weight_decay * x)
        m = b2 * m + (1 - b2) * g


RULES = {
    "sgd": sgd,
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": adamw,
    "nadam": nadam,
    "amsgrad": amsgrad,
    "adamax": adamax,
    "adadelta": adadelta,
    "adabelief": adabelief,
    "yogi": yogi,
    "radam": radam,
    "lion": lion,
}
