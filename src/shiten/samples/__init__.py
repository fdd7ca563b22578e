"""Three original stories to try Shiten on: one netorare, one netori, one that is neither."""
