"""Writes traces of optimizers: parameters after each of 25 steps. One JSON object a line:

    /usr/bin/python3 test/oracle/optimizers.py > test/unit/cases/optimizers.json

{framework, optimizer, options, expression, parameters, start, trace}, with the options by the framework's own names.
`pytorch` is the installed PyTorch itself (1.13); the others are ours in NumPy, written from the frameworks' sources and
from papers, each with its source: `keras`, `optax`, `paper` (what PyTorch 1.13 lacks), and `pytorch2` where PyTorch has
changed since (NAdam: 1.13 has an extra factor μ, and keeps a product in single precision, so that the formula in double
precision comes to within 3e-8 of it only). Where the options say `maximize` the expression is to be climbed.
Needs python3-torch and python3-numpy of Debian.
"""

import json
import random
import sys

import numpy as np
import torch

from objectives import OBJECTIVES
from rules import keras, optax, papers
from variants import VARIANTS

STEPS = 25
SEED = 20
OURS = {"keras": keras.RULES, "optax": optax.RULES, "paper": papers.RULES, "pytorch2": {"NAdam": papers.nadam}}


def gradient(function, x):
    """The function's gradient at x by PyTorch, in double precision."""
    at = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in x]
    return np.array([float(part) for part in torch.autograd.grad(function(*at), at)])


def pytorch(optimizer, function, start, options):
    """The steps of PyTorch's own optimizer."""
    x = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in start]
    steps = getattr(torch.optim, optimizer)(x, **options)
    trace = []
    for _ in range(STEPS):
        steps.zero_grad()
        function(*x).backward()
        steps.step()
        trace.append([value.item() for value in x])
    return trace


def ours(rule, function, start, options):
    """The steps of a rule that is written here."""
    moves = rule(np.array(start), **options)
    x = next(moves)
    trace = []
    for _ in range(STEPS):
        x = moves.send(gradient(function, x))
        trace.append([float(value) for value in x])
    return trace


def descend(framework, optimizer, function, start, options):
    if framework == "pytorch":
        return pytorch(optimizer, function, start, options)
    return ours(OURS[framework][optimizer], function, start, options)


def is_steady(trace, moved):
    """Whether a start that is moved in its last digits ends at the same place: no sign hangs on rounding."""
    if not np.all(np.isfinite(trace)) or np.max(np.abs(trace)) > 100:
        return False
    return np.allclose(trace, moved, rtol=1e-11, atol=1e-12)


def climbed(expression, function):
    """The objective upside down: what minimized the one maximizes the other."""
    return f"-({expression})", lambda *x: -function(*x)


def case(rng, objectives, framework, optimizer, options):
    """One case, on one of the objectives and from a start where its trace is steady."""
    while True:
        expression, function, around = rng.choice(objectives)
        if options.get("maximize"):
            expression, function = climbed(expression, function)
        start = [round(value + rng.uniform(-0.5, 0.5), 2) for value in around.values()]
        trace = descend(framework, optimizer, function, start, options)
        moved = descend(framework, optimizer, function, [value * (1 + 1e-14) for value in start], options)
        if is_steady(trace, moved):
            return {
                "framework": framework,
                "optimizer": optimizer,
                "options": options,
                "expression": expression,
                "parameters": list(around),
                "start": start,
                "trace": trace,
            }


def main():
    lines = []
    for framework, optimizers in VARIANTS.items():
        for optimizer, variants in optimizers.items():
            for options in variants:
                # Its own seed for each, so that a new variant leaves the others as they are.
                rng = random.Random(f"{SEED} {framework} {optimizer} {options}")
                left = list(OBJECTIVES)
                rng.shuffle(left)
                for half in (left[::2], left[1::2]):
                    objectives = [OBJECTIVES[name] for name in half]
                    lines.append(json.dumps(case(rng, objectives, framework, optimizer, options)))
    print("[\n" + ",\n".join(lines) + "\n]")


if __name__ == "__main__":
    sys.exit(main())
