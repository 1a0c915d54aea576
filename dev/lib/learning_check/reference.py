"""The same numbers by scikit-learn."""

import numpy
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

PENALTIES = (0.3, 3.0, 30.0)


def coefficients(encoded, width, outcomes):
    """{penalty: [intercept, coefficient of column 1, ...]}"""
    matrix = numpy.zeros((len(encoded), width))
    for number, columns in enumerate(encoded):
        matrix[number, list(columns)] = 1
    return {
        str(penalty): _fit(matrix[:, 1:], outcomes, penalty) for penalty in PENALTIES
    }


def _fit(matrix, outcomes, penalty):
    model = LogisticRegression(C=1 / penalty, tol=1e-10, max_iter=10_000)
    model.fit(matrix, outcomes)
    return [float(model.intercept_[0]), *map(float, model.coef_[0])]


def measures(said, came):
    rates, _ = calibration_curve(came, said, n_bins=10, strategy="uniform")
    return {
        "auc": float(roc_auc_score(came, said)),
        "brier": float(brier_score_loss(came, said)),
        **{f"reliability_{number}": float(r) for number, r in enumerate(rates)},
    }
