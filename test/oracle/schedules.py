"""Writes learning-rate schedules: the rate of each of 60 steps. One JSON object a line:

    /usr/bin/python3 test/oracle/schedules.py > test/unit/cases/schedules-of-more-kinds.json

{framework, schedule, options, initial_rate, rates}; of ReduceLROnPlateau also the losses: loss k is seen after step k.
SequentialLR's options are {schedulers: [{schedule, options}, …], milestones}.
`pytorch` is the installed PyTorch itself (1.13). `keras` is ours, with the names of Keras 3, written from keras-team/keras,
keras/src/optimizers/schedules/learning_rate_schedule.py at 2534b64. Keras 3.15.1 itself has the same rates, those with a
cosine to 3e-8: its π is in single precision.
Needs python3-torch of Debian.
"""

import json
import math
import random
import warnings

import torch

STEPS = 60
RATE = 0.1
SEED = 21

PYTORCH = [
    ("StepLR", {"step_size": 7, "gamma": 0.6}),
    ("StepLR", {"step_size": 25}),
    ("MultiStepLR", {"milestones": [5, 20, 45], "gamma": 0.3}),
    ("MultiStepLR", {"milestones": [10, 10, 40]}),
    ("ConstantLR", {}),
    ("ConstantLR", {"factor": 0.5, "total_iters": 12}),
    ("LinearLR", {}),
    ("LinearLR", {"start_factor": 0.1, "end_factor": 0.8, "total_iters": 25}),
    ("ExponentialLR", {"gamma": 0.9}),
    ("PolynomialLR", {"total_iters": 40}),
    ("PolynomialLR", {"total_iters": 50, "power": 0.5}),
    ("CosineAnnealingLR", {"T_max": 59}),
    ("CosineAnnealingLR", {"T_max": 20, "eta_min": 0.002}),
    ("CosineAnnealingLR", {"T_max": 13}),
    ("CosineAnnealingWarmRestarts", {"T_0": 15}),
    ("CosineAnnealingWarmRestarts", {"T_0": 7, "T_mult": 2, "eta_min": 0.005}),
    ("CosineAnnealingWarmRestarts", {"T_0": 4, "T_mult": 3}),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 8, "cycle_momentum": False}),
    ("CyclicLR", {"base_lr": 0.02, "max_lr": 0.2, "step_size_up": 5, "step_size_down": 11, "cycle_momentum": False}),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 6, "mode": "triangular2", "cycle_momentum": False}),
    (
        "CyclicLR",
        {
            "base_lr": 0.01,
            "max_lr": 0.1,
            "step_size_up": 6,
            "step_size_down": 9,
            "mode": "exp_range",
            "gamma": 0.97,
            "cycle_momentum": False,
        },
    ),
    ("OneCycleLR", {"max_lr": 0.3, "total_steps": 60, "cycle_momentum": False}),
    (
        "OneCycleLR",
        {
            "max_lr": 0.5,
            "total_steps": 60,
            "pct_start": 0.4,
            "anneal_strategy": "linear",
            "div_factor": 10.0,
            "final_div_factor": 100.0,
            "cycle_momentum": False,
        },
    ),
    ("OneCycleLR", {"max_lr": 0.2, "total_steps": 60, "three_phase": True, "cycle_momentum": False}),
    (
        "OneCycleLR",
        {
            "max_lr": 0.2,
            "total_steps": 60,
            "pct_start": 0.25,
            "anneal_strategy": "linear",
            "three_phase": True,
            "cycle_momentum": False,
        },
    ),
    ("ReduceLROnPlateau", {"factor": 0.5, "patience": 3}),
    ("ReduceLROnPlateau", {"factor": 0.5, "patience": 0, "threshold": 0.05, "min_lr": 0.004}),
    ("ReduceLROnPlateau", {"factor": 0.3, "patience": 2, "threshold": 0.02, "threshold_mode": "abs", "cooldown": 4}),
    ("ReduceLROnPlateau", {"mode": "max", "factor": 0.7, "patience": 1, "threshold": 0.1, "cooldown": 2}),
    (
        "ReduceLROnPlateau",
        {"mode": "max", "factor": 0.4, "patience": 2, "threshold": 0.05, "threshold_mode": "abs", "eps": 0.002},
    ),
    (
        "SequentialLR",
        {
            "schedulers": [
                {"schedule": "LinearLR", "options": {"start_factor": 0.1, "total_iters": 10}},
                {"schedule": "CosineAnnealingLR", "options": {"T_max": 50}},
            ],
            "milestones": [10],
        },
    ),
    (
        "SequentialLR",
        {
            "schedulers": [
                {"schedule": "ConstantLR", "options": {"factor": 0.2, "total_iters": 5}},
                {"schedule": "ExponentialLR", "options": {"gamma": 0.9}},
                {"schedule": "StepLR", "options": {"step_size": 8, "gamma": 0.5}},
            ],
            "milestones": [5, 25],
        },
    ),
]


def losses(rng, sign):
    """Values that fall (rise for sign −1) less and less, with noise."""
    return [round(sign * (2 * math.exp(-k / 12) + rng.gauss(0, 0.03)) + 0.5, 4) for k in range(STEPS)]


def made(optimizer, schedule, options):
    """PyTorch's scheduler."""
    if schedule == "SequentialLR":
        parts = [made(optimizer, part["schedule"], part["options"]) for part in options["schedulers"]]
        options = {**options, "schedulers": parts}
        return torch.optim.lr_scheduler.SequentialLR(optimizer, **options)
    return getattr(torch.optim.lr_scheduler, schedule)(optimizer, **options)


def pytorch(schedule, options):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    scheduler = made(optimizer, schedule, options)
    seen = {}
    if schedule == "ReduceLROnPlateau":
        rng = random.Random(f"{SEED} {options}")
        seen = {"losses": losses(rng, -1 if options.get("mode") == "max" else 1)}
    rates = []
    for k in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if k + 1 < STEPS:
            scheduler.step(*([seen["losses"][k]] if seen else []))
    return {
        "framework": "pytorch",
        "schedule": schedule,
        "options": options,
        "initial_rate": RATE,
        **seen,
        "rates": rates,
    }


def exponential_decay(t, decay_steps, decay_rate, staircase=False):
    part = t / decay_steps
    return RATE * decay_rate ** (math.floor(part) if staircase else part)


def inverse_time_decay(t, decay_steps, decay_rate, staircase=False):
    part = t / decay_steps
    return RATE / (1 + decay_rate * (math.floor(part) if staircase else part))


def polynomial_decay(t, decay_steps, end_learning_rate=1e-4, power=1.0, cycle=False):
    if cycle:
        length = decay_steps * (1 if t == 0 else math.ceil(t / decay_steps))
    else:
        length, t = decay_steps, min(t, decay_steps)
    return (RATE - end_learning_rate) * (1 - t / length) ** power + end_learning_rate


def cosine_decay(t, decay_steps, alpha=0.0, warmup_target=None, warmup_steps=0):
    highest = RATE if warmup_target is None else warmup_target
    if t < warmup_steps:
        return (highest - RATE) * t / warmup_steps + RATE
    t = min(t - warmup_steps, decay_steps)
    return highest * ((1 - alpha) * 0.5 * (1 + math.cos(math.pi * t / decay_steps)) + alpha)


def cosine_decay_restarts(t, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0):
    begun, length, highest = 0, first_decay_steps, 1.0
    while t >= begun + length:
        begun, length, highest = begun + length, length * t_mul, highest * m_mul
    cosine = 0.5 * highest * (1 + math.cos(math.pi * (t - begun) / length))
    return RATE * ((1 - alpha) * cosine + alpha)


KERAS = [
    ("ExponentialDecay", exponential_decay, {"decay_steps": 15, "decay_rate": 0.5}),
    ("ExponentialDecay", exponential_decay, {"decay_steps": 15, "decay_rate": 0.5, "staircase": True}),
    ("InverseTimeDecay", inverse_time_decay, {"decay_steps": 10, "decay_rate": 0.7}),
    ("InverseTimeDecay", inverse_time_decay, {"decay_steps": 10, "decay_rate": 0.7, "staircase": True}),
    ("PolynomialDecay", polynomial_decay, {"decay_steps": 40, "end_learning_rate": 0.01, "power": 2.0}),
    ("PolynomialDecay", polynomial_decay, {"decay_steps": 25, "end_learning_rate": 0.01, "cycle": True}),
    ("CosineDecay", cosine_decay, {"decay_steps": 45, "alpha": 0.1}),
    ("CosineDecay", cosine_decay, {"decay_steps": 40, "alpha": 0.05, "warmup_target": 0.4, "warmup_steps": 8}),
    ("CosineDecayRestarts", cosine_decay_restarts, {"first_decay_steps": 8, "m_mul": 0.8, "alpha": 0.02}),
    ("CosineDecayRestarts", cosine_decay_restarts, {"first_decay_steps": 14, "t_mul": 1.0}),
]


def keras(schedule, rate, options):
    rates = [rate(t, **options) for t in range(STEPS)]
    return {"framework": "keras", "schedule": schedule, "options": options, "initial_rate": RATE, "rates": rates}


def main():
    warnings.simplefilter("ignore")
    cases = [pytorch(*case) for case in PYTORCH] + [keras(*case) for case in KERAS]
    print("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]")


if __name__ == "__main__":
    main()
