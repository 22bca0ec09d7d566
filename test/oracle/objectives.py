"""Objectives to descend: as Downhill's text, its parameters in order; as a function of PyTorch's numbers; around which start."""

from torch import cosh, cos, exp, log, sigmoid, sin, tanh

OBJECTIVES = {
    "tilted bowl": (
        "3x^2 - 2x*y + 2y^2 + x - 4y",
        lambda x, y: 3 * x**2 - 2 * x * y + 2 * y**2 + x - 4 * y,
        {"x": 2.5, "y": -1.5},
    ),
    "log-cosh": (
        "log(cosh(x - 1)) + 0.5*(y + 2)^2",
        lambda x, y: log(cosh(x - 1)) + 0.5 * (y + 2) ** 2,
        {"x": -0.7, "y": 1.2},
    ),
    "gentle Rosenbrock": (
        "(1 - x)^2 + 10*(y - x^2)^2",
        lambda x, y: (1 - x) ** 2 + 10 * (y - x**2) ** 2,
        {"x": -0.6, "y": 0.9},
    ),
    "waves in a bowl": (
        "0.1*(u^2 + v^2) + sin(2u)*cos(v)",
        lambda u, v: 0.1 * (u**2 + v**2) + sin(2 * u) * cos(v),
        {"u": 1.3, "v": -0.8},
    ),
    "Himmelblau": (
        "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
        {"x": 0.4, "y": 0.7},
    ),
    "three of different scales": (
        "(a - 1)^2 + 0.05*(a + b)^2 + exp(0.3c) - 2c",
        lambda a, b, c: (a - 1) ** 2 + 0.05 * (a + b) ** 2 + exp(0.3 * c) - 2 * c,
        {"a": -1.1, "b": 3.2, "c": 0.6},
    ),
    "a neuron": (
        "(tanh(w + b) - 0.5)^2 + (tanh(2w + b) - 0.8)^2 + 0.1*sigmoid(w - b)",
        lambda w, b: (tanh(w + b) - 0.5) ** 2 + (tanh(2 * w + b) - 0.8) ** 2 + 0.1 * sigmoid(w - b),
        {"w": 1.7, "b": -0.4},
    ),
}
