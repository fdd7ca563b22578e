"""Measuring: readings of labelled stories kept elsewhere, their scores, and the page that tells them."""
