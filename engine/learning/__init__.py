"""Learns from won and lost leads what a lead's chance is, and proves it.

Values in, values out; plain Python. Where numpy is installed it does the sums, with the
same result.
"""
