"""Fitting the shipped weights; never imported by the package."""
