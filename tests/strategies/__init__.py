"""Hypothesis strategies that build valid objects of the model, shared by the tests of several rooms."""
