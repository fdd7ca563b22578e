"""Measuring: readings of the labelled stories outside this repository, their scores, and the page that tells them."""
