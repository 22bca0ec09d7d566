"""The optimizers and options to make traces of: framework → optimizer → its options, by the framework's own names."""

ADAM = [
    {"lr": 0.03},
    {"lr": 0.08, "betas": [0.85, 0.98], "eps": 1e-4},
    {"lr": 0.06, "weight_decay": 0.2},
    {"lr": 0.07, "betas": [0.7, 0.8], "amsgrad": True},
    {"lr": 0.05, "betas": [0.8, 0.7], "amsgrad": True, "weight_decay": 0.1},
    {"lr": 0.05, "weight_decay": 0.2, "maximize": True},
]
PYTORCH = {
    "SGD": [
        {"lr": 0.008},
        {"lr": 0.004, "weight_decay": 0.3},
        {"lr": 0.003, "momentum": 0.95},
        {"lr": 0.006, "momentum": 0.7, "dampening": 0.4},
        {"lr": 0.005, "momentum": 0.85, "nesterov": True},
        {"lr": 0.004, "momentum": 0.6, "dampening": 0.2, "weight_decay": 0.15},
        {"lr": 0.004, "momentum": 0.9, "nesterov": True, "weight_decay": 0.25},
        {"lr": 0.008, "maximize": True},
        {"lr": 0.006, "momentum": 0.5, "weight_decay": 0.5, "maximize": True},
    ],
    "Adagrad": [
        {"lr": 0.25},
        {"lr": 0.4, "eps": 0.01},
        {"lr": 0.3, "lr_decay": 0.1, "weight_decay": 0.2},
        {"lr": 0.15, "lr_decay": 0.02, "initial_accumulator_value": 0.5},
    ],
    "Adadelta": [{}, {"lr": 0.7, "rho": 0.8, "eps": 1e-3}, {"lr": 2.0, "rho": 0.95, "eps": 1e-4, "weight_decay": 0.3}],
    "RMSprop": [
        {"lr": 0.03},
        {"lr": 0.02, "alpha": 0.8, "eps": 1e-3},
        {"lr": 0.015, "alpha": 0.95, "momentum": 0.8},
        {"lr": 0.01, "alpha": 0.9, "centered": True},
        {"lr": 0.01, "alpha": 0.9, "centered": True, "momentum": 0.6, "weight_decay": 0.1, "eps": 1e-6},
    ],
    "Adam": ADAM,
    "AdamW": [{"lr": 0.05}, {"lr": 0.04, "weight_decay": 0.5}, {"lr": 0.06, "weight_decay": 0.3, "amsgrad": True}],
    "Adamax": [{"lr": 0.04}, {"lr": 0.06, "betas": [0.8, 0.9], "eps": 1e-3}, {"lr": 0.05, "weight_decay": 0.2}],
    "NAdam": [{"lr": 0.04}, {"lr": 0.03, "betas": [0.8, 0.99], "momentum_decay": 0.05, "weight_decay": 0.1}],
    "RAdam": [{"lr": 0.04}, {"lr": 0.06, "betas": [0.85, 0.97], "eps": 1e-5}, {"lr": 0.03, "weight_decay": 0.3}],
    "Rprop": [
        {"lr": 0.03},
        {"lr": 0.02, "etas": [0.4, 1.5], "step_sizes": [1e-4, 0.2]},
        {"lr": 0.1, "etas": [0.6, 1.1], "step_sizes": [0.03, 0.15]},
        {"lr": 0.02, "maximize": True},
    ],
}
KERAS = {
    "SGD": [
        {"learning_rate": 0.004, "momentum": 0.9},
        {"learning_rate": 0.004, "momentum": 0.85, "nesterov": True},
        {"learning_rate": 0.006, "momentum": 0.5, "weight_decay": 0.4},
    ],
    "RMSprop": [
        {"learning_rate": 0.03},
        {"learning_rate": 0.02, "rho": 0.8, "epsilon": 0.01},
        {"learning_rate": 0.01, "momentum": 0.7, "centered": True, "epsilon": 1e-3},
    ],
    "Adam": [
        {"learning_rate": 0.05},
        {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 0.01},
        {"learning_rate": 0.05, "beta_2": 0.8, "amsgrad": True},
        {"learning_rate": 0.05, "weight_decay": 0.3},
    ],
    "AdamW": [{"learning_rate": 0.04}],
    "Nadam": [{"learning_rate": 0.04}, {"learning_rate": 0.03, "beta_1": 0.8, "beta_2": 0.98, "epsilon": 1e-3}],
    "Adamax": [{"learning_rate": 0.05}, {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.9, "epsilon": 0.01}],
    "Adagrad": [{"learning_rate": 0.3}, {"learning_rate": 0.4, "initial_accumulator_value": 0.0, "epsilon": 0.01}],
    "Adadelta": [{"learning_rate": 1.0}, {"learning_rate": 3.0, "rho": 0.9, "epsilon": 1e-4}],
    "Lion": [{"learning_rate": 0.03}, {"learning_rate": 0.02, "beta_1": 0.8, "beta_2": 0.9, "weight_decay": 0.3}],
}
OPTAX = {
    "sgd": [{"learning_rate": 0.004, "momentum": 0.9}, {"learning_rate": 0.003, "momentum": 0.9, "nesterov": True}],
    "adagrad": [{"learning_rate": 0.3}, {"learning_rate": 0.3, "initial_accumulator_value": 0.01, "eps": 0.01}],
    "rmsprop": [
        {"learning_rate": 0.02},
        {"learning_rate": 0.03, "decay": 0.8, "eps": 0.01, "initial_scale": 1.0},
        {"learning_rate": 0.02, "eps_in_sqrt": False, "bias_correction": True, "eps": 1e-3},
        {"learning_rate": 0.01, "centered": True, "momentum": 0.6, "nesterov": True, "eps": 1e-4},
    ],
    "adam": [{"learning_rate": 0.05}, {"learning_rate": 0.05, "b1": 0.8, "b2": 0.99, "eps": 1e-3, "eps_root": 0.01}],
    "adamw": [{"learning_rate": 0.05}, {"learning_rate": 0.05, "weight_decay": 0.4}],
    "nadam": [{"learning_rate": 0.04}, {"learning_rate": 0.05, "b1": 0.8, "b2": 0.95}],
    "amsgrad": [{"learning_rate": 0.05, "b2": 0.8}],
    "adamax": [{"learning_rate": 0.05}, {"learning_rate": 0.05, "b2": 0.8, "eps": 0.01}],
    "adadelta": [{"learning_rate": 1.0}, {"learning_rate": 0.8, "rho": 0.95, "eps": 1e-4, "weight_decay": 0.2}],
    "adabelief": [{"learning_rate": 0.05}, {"learning_rate": 0.05, "b1": 0.8, "eps": 1e-4, "eps_root": 1e-3}],
    "yogi": [{"learning_rate": 0.05}, {"learning_rate": 0.05, "b2": 0.9, "initial_accumulator_value": 0.1}],
    "radam": [{"learning_rate": 0.05, "b2": 0.99}, {"learning_rate": 0.05, "b2": 0.95, "eps": 1e-3}],
    "lion": [{"learning_rate": 0.03}, {"learning_rate": 0.02, "b1": 0.8, "b2": 0.9, "weight_decay": 0.2}],
}
PAPER = {
    "AdaBelief": [{"lr": 0.05}, {"lr": 0.05, "betas": [0.8, 0.95], "eps": 1e-4}],
    "Yogi": [{"lr": 0.02}, {"lr": 0.05, "betas": [0.8, 0.9], "eps": 1e-4}],
    "Lion": [{"lr": 0.03}, {"lr": 0.02, "betas": [0.8, 0.9], "weight_decay": 0.3}],
    "Adan": [{"lr": 0.05}, {"lr": 0.04, "betas": [0.9, 0.8, 0.95], "weight_decay": 0.3, "eps": 1e-5}],
    "QHM": [{"lr": 0.02}, {"lr": 0.02, "momentum": 0.9, "nu": 0.6}],
    "QHAdam": [{"lr": 0.05}, {"lr": 0.05, "betas": [0.95, 0.99], "nus": [0.8, 0.7], "eps": 1e-4}],
    "AMSGrad": [{"lr": 0.02}, {"lr": 0.05, "betas": [0.7, 0.8], "eps": 1e-3}],
    "SignSGD": [{"lr": 0.03}],
    "Signum": [{"lr": 0.03}, {"lr": 0.02, "momentum": 0.7}],
}
TORCH2 = {"NAdam": [{"lr": 0.04}, {"lr": 0.03, "betas": [0.8, 0.99], "momentum_decay": 0.05, "weight_decay": 0.1}]}

VARIANTS = {"pytorch": PYTORCH, "keras": KERAS, "optax": OPTAX, "paper": PAPER, "pytorch2": TORCH2}
