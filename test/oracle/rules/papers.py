"""Methods that PyTorch 1.13 lacks, written from the papers with PyTorch's names of options.

A rule is a generator function of the start and the options: it yields a point, is sent the gradient there, and yields
the next point. All arrays are NumPy's, in double precision; t counts from 1.
"""

from itertools import count

import numpy as np


def adabelief(x, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """Zhuang et al. (2020), arXiv:2010.07468, algorithm 2: ε is added to s at every step and once more to the root."""
    b1, b2 = betas
    m = s = np.zeros_like(x)
    for t in count(1):
        g = yield x
        m = b1 * m + (1 - b1) * g
        s = b2 * s + (1 - b2) * (g - m) ** 2 + eps
        x = x - lr * (m / (1 - b1**t)) / (np.sqrt(s / (1 - b2**t)) + eps)


def yogi(x, lr=1e-2, betas=(0.9, 0.999), eps=1e-3):
    """Zaheer et al. (2018), Adaptive methods for nonconvex optimization, algorithm 2: no bias correction, m = v = 0."""
    b1, b2 = betas
    m = v = np.zeros_like(x)
    while True:
        g = yield x
        m = b1 * m + (1 - b1) * g
        v = v - (1 - b2) * np.sign(v - g**2) * g**2
        x = x - lr * m / (np.sqrt(v) + eps)


def lion(x, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    """Chen et al. (2023), arXiv:2302.06675, program 1: the sign of one average, another one is kept."""
    b1, b2 = betas
    m = np.zeros_like(x)
    while True:
        g = yield x
        x = x - lr * (np.sign(b1 * m + (1 - b1) * g) + weight_decay * x)
        m = b2 * m + (1 - b2) * g


def adan(x, lr=1e-3, betas=(0.98, 0.92, 0.99), eps=1e-8, weight_decay=0.0):
    """Xie et al. (2022), arXiv:2208.06677, with the bias correction of the authors' program (sail-sg/Adan at 062d4cd).

    The betas are decays as in that program: 1 − β of algorithm 1. The first difference of gradients is 0.
    """
    b1, b2, b3 = betas
    m = v = n = np.zeros_like(x)
    before = None
    for t in count(1):
        g = yield x
        difference = g - (g if before is None else before)
        before = g
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * difference
        n = b3 * n + (1 - b3) * (g + b2 * difference) ** 2
        direction = m / (1 - b1**t) + b2 * v / (1 - b2**t)
        x = (x - lr * direction / (np.sqrt(n / (1 - b3**t)) + eps)) / (1 + lr * weight_decay)


def qhm(x, lr=1e-3, momentum=0.999, nu=0.7):
    """Ma & Yarats (2019), arXiv:1810.06801, eq. (3) and (4): g = 0 at first, no bias correction."""
    average = np.zeros_like(x)
    while True:
        g = yield x
        average = momentum * average + (1 - momentum) * g
        x = x - lr * ((1 - nu) * g + nu * average)


def qhadam(x, lr=1e-3, betas=(0.9, 0.999), nus=(0.7, 1.0), eps=1e-8):
    """Ma & Yarats (2019), section 4.1: both averages corrected for their start at 0."""
    b1, b2 = betas
    nu1, nu2 = nus
    m = v = np.zeros_like(x)
    for t in count(1):
        g = yield x
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g**2
        above = (1 - nu1) * g + nu1 * m / (1 - b1**t)
        x = x - lr * above / (np.sqrt((1 - nu2) * g**2 + nu2 * v / (1 - b2**t)) + eps)


def amsgrad(x, lr=1e-3, betas=(0.9, 0.999), eps=0.0):
    """Reddi, Kale & Kumar (2018), algorithm 2 with a constant rate: no bias correction, and no ε unless one is given."""
    b1, b2 = betas
    m = v = largest = np.zeros_like(x)
    while True:
        g = yield x
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g**2
        largest = np.maximum(largest, v)
        x = x - lr * m / (np.sqrt(largest) + eps)


def signsgd(x, lr=1e-3):
    """Bernstein et al. (2018), arXiv:1802.04434, algorithm 1."""
    while True:
        g = yield x
        x = x - lr * np.sign(g)


def signum(x, lr=1e-3, momentum=0.9):
    """Bernstein et al. (2018), algorithm 2."""
    m = np.zeros_like(x)
    while True:
        g = yield x
        m = momentum * m + (1 - momentum) * g
        x = x - lr * np.sign(m)


def nadam(x, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3, weight_decay=0.0):
    """Dozat (2016) with the schedule of momentum as in PyTorch since 2.0 (pull request 92699).

    PyTorch 1.13 multiplies the next product by μ once too often, and keeps the product in single precision.
    """
    b1, b2 = betas
    m = v = np.zeros_like(x)
    product = 1.0
    for t in count(1):
        g = yield x
        g = g + weight_decay * x
        mu = b1 * (1 - 0.5 * 0.96 ** (t * momentum_decay))
        following = b1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentum_decay))
        product *= mu
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g**2
        direction = (1 - mu) / (1 - product) * g + following / (1 - product * following) * m
        x = x - lr * direction / (np.sqrt(v / (1 - b2**t)) + eps)


RULES = {
    "AdaBelief": adabelief,
    "Yogi": yogi,
    "Lion": lion,
    "Adan": adan,
    "QHM": qhm,
    "QHAdam": qhadam,
    "AMSGrad": amsgrad,
    "SignSGD": signsgd,
    "Signum": signum,
}
