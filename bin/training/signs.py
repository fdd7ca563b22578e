"""Directions that must hold whatever the sample says: which features may only speak for an answer, or only against."""

from __future__ import annotations

from shiten.genre import Course, Presence, Side

_SIDES = (Side.LEFT, Side.TAKER, Side.TAKEN)
# Of the verdict: being followed speaks for one's own side.
SIGNS: dict[tuple[str, str], int] = {
    **{(side, f"{kind}_{side}"): 1 for side in _SIDES for kind in ("view", "held", "followed_words")},
    **{(other, f"view_{side}"): -1 for side in _SIDES for other in _SIDES if side != other},
    (Side.LEFT, "partner_of_followed_drawn"): 1,
    (Side.TAKER, "partner_of_followed_drawn"): -1,
    (Side.TAKER, "followed_drawn_to_partnered"): 1,
    (Side.LEFT, "followed_drawn_to_partnered"): -1,
    (Side.TAKEN, "followed_drawn_elsewhere"): 1,
    (Side.LEFT, "followed_drawn_elsewhere"): -1,
    (Side.TAKER, "followed_partnered"): -1,
    (Side.LEFT, "discovers"): 1,
    (Side.LEFT, "despairs"): 1,
    (Side.TAKER, "schemes"): 1,
    **{(Side.BOTH, name): -1 for name in ("most_view", "view_left_sure", "view_taken_sure", "view_taker_sure")},
    (Side.BOTH, "both_sides"): 1,
    (Side.BOTH, "fortune_turns"): 1,
    (Presence.NONE, "none"): 1,
    (Presence.NONE, "no_romance"): 1,
    (Presence.NONE, "no_couple"): 1,
    (Presence.THERE, "most_words_affair"): 1,
    (Presence.NONE, "plot_none"): 1,
    **{(course, f"plot_{course}"): 1 for course in Course if course is not Course.REAL},
    (Course.REAL, "taken"): 1,
    (Course.REAL, "yields"): 1,
    (Course.UNREALISED, "refuses"): 1,
    (Course.RIVALRY, "rivalry"): 1,
    (Course.CONSENSUAL, "consent"): 1,
}
# The same for triangles: what binds a couple, what draws two together, and what forbids either.
_SPEAKS_FOR = """
    couple_married couple_engaged couple_couple couple_committed couple_ended couple_first couple_surname couple_main
    couple_parting couple_reconciled affair_lovers affair_couple affair_married affair_engaged affair_committed
    affair_main affair_parting bound_and_drawn taker_woos taker_drawn taken_drawn taken_woos yields schemes
    schemes_against leaves left_discovers left_discovers_taken left_discovers_taker left_suspects left_confronts
    left_humiliated left_despairs together_couple together_affair share_left share_taken share_taker least_share
    words_left words_taken words_taker words_couple words_affair words_rivals rivals_friends rivals_rivals
"""
_SPEAKS_AGAINST = """
    couple_family affair_family affair_surname rivals_committed rivals_lovers rivals_romance rivals_married
    rivals_engaged rivals_couple unnamed taker_bound
"""
# What may only speak for being the one followed, and what only against it.
_FOLLOWED = """
    inner acting mentions most_mentioned most_inner most_acting names most_named leads first_subject speech_in_drama
    narrator narrator_inner spread first_named second_named opens closes side_cue
"""
VIEWPOINT_SIGNS = dict.fromkeys(_FOLLOWED.split(), 1) | {"unnamed": -1}
TRIANGLE_SIGNS = dict.fromkeys(_SPEAKS_FOR.split(), 1) | dict.fromkeys(_SPEAKS_AGAINST.split(), -1)
