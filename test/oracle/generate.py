"""Writes cases for test/unit/engine/objective.test.ts: random formulas at a point with their value, gradient and
Hessian, differentiated by SymPy and evaluated at 40 digits by mpmath. One JSON object a line:

    /usr/bin/python3 test/oracle/generate.py 11-14 50 > test/unit/cases/gradients-of-more-seeds.json

The arguments are the seeds and how many cases each gives. Needs python3-sympy and python3-mpmath of Debian.
"""

import json
import random
import sys

import mpmath
import sympy

DIGITS = 40
SYMBOLS = {name: sympy.Symbol(name, real=True) for name in ("x", "y", "z", "w")}

one = sympy.Integer(1)
FUNCTIONS = {
    "sqrt": sympy.sqrt,
    "cbrt": lambda u: sympy.sign(u) * sympy.Abs(u) ** sympy.Rational(1, 3),
    "exp": sympy.exp,
    "expm1": lambda u: sympy.exp(u) - 1,
    "log": sympy.log,
    "ln": sympy.log,
    "log2": lambda u: sympy.log(u) / sympy.log(2),
    "log10": lambda u: sympy.log(u) / sympy.log(10),
    "log1p": lambda u: sympy.log(1 + u),
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "sec": lambda u: 1 / sympy.cos(u),
    "csc": lambda u: 1 / sympy.sin(u),
    "cot": lambda u: sympy.cos(u) / sympy.sin(u),
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "sech": lambda u: 1 / sympy.cosh(u),
    "csch": lambda u: 1 / sympy.sinh(u),
    "coth": lambda u: sympy.cosh(u) / sympy.sinh(u),
    "asinh": sympy.asinh,
    "acosh": sympy.acosh,
    "atanh": sympy.atanh,
    "abs": sympy.Abs,
    "sigmoid": lambda u: one / (1 + sympy.exp(-u)),
    "softplus": lambda u: sympy.log(1 + sympy.exp(u)),
    "erf": sympy.erf,
    "square": lambda u: u**2,
    "cube": lambda u: u**3,
}
SEVERAL = {
    "hypot": lambda u, v: sympy.sqrt(u**2 + v**2),
    "norm": lambda u, v: sympy.sqrt(u**2 + v**2),
    "logsumexp": lambda u, v: sympy.log(sympy.exp(u) + sympy.exp(v)),
    "atan2": sympy.atan2,
    "pow": lambda u, v: u**v,
    "mean": lambda u, v: (u + v) / 2,
    "prod": lambda u, v: u * v,
}
NUMBERS = ["1", "2", "3", "5", "7", "0.5", "0.1", "1.5", "2.7"]


def generate(rng, depth, names):
    """A formula as text, every operand in brackets, and as SymPy's expression."""
    if depth <= 0 or rng.random() < 0.08:
        if rng.random() < 0.72:
            name = rng.choice(names)
            return name, SYMBOLS[name]
        number = rng.choice(NUMBERS)
        return number, sympy.Rational(number)
    kind = rng.random()
    left, u = generate(rng, depth - 1, names)
    if kind < 0.5:
        right, v = generate(rng, depth - 1, names)
        sign = rng.choice("+-**/")
        value = {"+": lambda: u + v, "-": lambda: u - v, "*": lambda: u * v, "/": lambda: u / v}[sign]
        return f"({left}) {sign} ({right})", value()
    if kind < 0.62:
        exponent = rng.choice([-2, -1, 2, 3, 4])
        return f"({left})^({exponent})", u**exponent
    if kind < 0.67:
        exponent = rng.choice(["0.5", "1.5", "2.7"])
        return f"(({left})^2 + 0.1)^({exponent})", (u**2 + sympy.Rational("0.1")) ** sympy.Rational(exponent)
    if kind < 0.71:
        return f"-({left})", -u
    if kind < 0.92:
        name = rng.choice(list(FUNCTIONS))
        return f"{name}({left})", FUNCTIONS[name](u)
    right, v = generate(rng, depth - 1, names)
    name = rng.choice(list(SEVERAL))
    return f"{name}({left}, {right})", SEVERAL[name](u, v)


def number(expression, point):
    """The expression at the point as a double, or None where it is no real number of everyday size."""
    free = sorted(expression.free_symbols, key=str)
    function = sympy.lambdify(free, expression, "mpmath")
    value = mpmath.mpmathify(function(*(point[str(symbol)] for symbol in free)))
    if mpmath.im(value) != 0 or not mpmath.isfinite(value):
        return None
    return float(value) if value == 0 or 1e-12 < abs(value) < 1e8 else None


def case(rng):
    """One case, or None where the formula has no real value or no derivative at its point."""
    names = sorted(rng.sample(list(SYMBOLS), rng.choice([1, 2, 2, 3])))
    text, expression = generate(rng, rng.choice([1, 2, 2, 3, 3]), names)
    parameters = sorted(str(symbol) for symbol in expression.free_symbols)
    if not parameters or expression.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I):
        return None
    at = [round(rng.uniform(-3, 3), 2) for _ in parameters]
    # The point is what the engine is given: the doubles nearest to these decimals.
    point = {name: mpmath.mpf(value) for name, value in zip(parameters, at)}
    symbols = [SYMBOLS[name] for name in parameters]
    # Away from a kink Dirac's delta, of a sign's derivative, is 0.
    plain = lambda term: term.replace(sympy.DiracDelta, lambda *_: sympy.Integer(0))
    gradient = [plain(sympy.diff(expression, symbol)) for symbol in symbols]
    hessian = [[plain(sympy.diff(partial, symbol)) for symbol in symbols] for partial in gradient]
    # Of some functions of complex parts SymPy knows no derivative.
    if any(term.has(sympy.Derivative) for row in [gradient, *hessian] for term in row):
        return None
    value = number(expression, point)
    gradients = [number(partial, point) for partial in gradient]
    rows = [[number(second, point) for second in row] for row in hessian]
    if value is None or None in gradients or any(None in row for row in rows):
        return None
    return {
        "expression": text,
        "parameters": parameters,
        "at": at,
        "value": value,
        "gradient": gradients,
        "hessian": rows,
    }


def main():
    first, last = ([int(part) for part in sys.argv[1].split("-")] * 2)[:2]
    count = int(sys.argv[2])
    mpmath.mp.dps = DIGITS
    lines = []
    for seed in range(first, last + 1):
        rng = random.Random(seed)
        found = 0
        while found < count:
            try:
                made = case(rng)
            except (ZeroDivisionError, ValueError, TypeError, OverflowError, AttributeError):
                # No number there: a pole, the edge of a domain, or a function of real numbers met a complex one.
                made = None
            if made is not None:
                lines.append(json.dumps(made))
                found += 1
    print("[\n" + ",\n".join(lines) + "\n]")


main()
