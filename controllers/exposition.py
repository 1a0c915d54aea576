"""Metrics as Prometheus reads them: text exposition format 0.0.4."""

import math

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def render(metrics):
    """The page for :class:`.log.metrics.Metric` tuples; all of them are gauges."""
    lines = []
    for metric in metrics:
        lines.append(f"# HELP {metric.name} {_escape(metric.help)}")
        lines.append(f"# TYPE {metric.name} gauge")
        lines += [
            f"{metric.name}{_labels(labels)} {_number(value)}"
            for labels, value in metric.samples
        ]
    return "".join(f"{line}\n" for line in lines)


def _labels(labels):
    pairs = (f'{name}="{_quoted(value)}"' for name, value in labels.items())
    return f"{{{','.join(pairs)}}}" if labels else ""


def _escape(text):
    return text.replace("\\", r"\\").replace("\n", r"\n")


def _quoted(value):
    return _escape(str(value)).replace('"', r"\"")


def _number(value):
    value = float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    return f"{value:.15g}"
