"""What SciPy takes for the problems of searches.ts: reads them as JSON from its input, writes counts and times as JSON."""

import json
import sys
import time
import warnings

import numpy as np
import scipy
from scipy.optimize import least_squares, minimize, rosen, rosen_der, rosen_hess_prod

warnings.filterwarnings("ignore")
given = json.load(sys.stdin)
METHODS = {"cg": "CG", "bfgs": "BFGS", "lbfgs": "L-BFGS-B", "trust": "trust-ncg"}


def timed(run, repeats):
    best = float("inf")
    for _ in range(repeats):
        began = time.perf_counter()
        result = run()
        best = min(best, time.perf_counter() - began)
    return result, best


def smooth():
    for start in given["starts"]:
        x0 = np.array(start)
        for tolerance in given["tolerances"]:
            for name, method in METHODS.items():
                options = {"gtol": tolerance, "maxiter": 100000}
                if method == "L-BFGS-B":
                    options.update(ftol=0, maxfun=1000000)
                product = {"hessp": rosen_hess_prod} if method == "trust-ncg" else {}
                run = lambda: minimize(rosen, x0, jac=rosen_der, method=method, options=options, **product)
                result, seconds = timed(run, 3)
                yield [name, int(result.nfev), int(result.nit), float(np.abs(rosen_der(result.x)).max()), seconds]


def residual_of(problem):
    inner = problem["objective"][len("sum((") : -len(")^2)")].replace("^", "**")
    code = compile(inner, problem["name"], "eval")
    data = {name: np.array(column) for name, column in problem["columns"].items()}
    names = problem["parameters"]
    return lambda b: eval(code, {"exp": np.exp, "log": np.log, **data, **dict(zip(names, b))})


def jacobian_of(residual):
    def jacobian(b):
        columns = []
        for i in range(len(b)):
            z = np.array(b, complex)
            z[i] += 1e-200j
            columns.append(residual(z).imag / 1e-200)
        return np.array(columns).T

    return jacobian


def digits(x, certified):
    with np.errstate(divide="ignore"):
        return float(np.min(-np.log10(np.abs(x - certified) / np.abs(certified))))


def regressions():
    for problem in given["regressions"]:
        residual = residual_of(problem)
        jacobian = jacobian_of(residual)
        certified = np.array(problem["certified"])
        for start in problem["starts"]:
            found = {}
            for method in ("lm", "trf"):
                for scale in (1.0, "jac"):
                    for tolerance in (None, 1e-15):
                        count = 0
                        solved = None

                        def counted(b):
                            nonlocal count, solved
                            count += 1
                            if solved is None and digits(b, certified) >= 6:
                                solved = count
                            return residual(b)

                        limits = {} if tolerance is None else dict(xtol=tolerance, ftol=tolerance, gtol=tolerance)
                        least_squares(counted, start, jacobian, method=method, x_scale=scale, max_nfev=5000, **limits)
                        name = f"{method} {scale} {'default' if tolerance is None else 'tight'}"
                        # For lm SciPy computes the start twice.
                        found[name] = solved if solved is None or method == "trf" else solved - 1
            yield found


json.dump({"version": scipy.__version__, "smooth": list(smooth()), "regressions": list(regressions())}, sys.stdout)
