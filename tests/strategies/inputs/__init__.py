"""Inputs of every kind, made of invented pages: for golden files, tests and benchmarks."""
