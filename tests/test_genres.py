"""The genre data is complete, consistent with the terms, and strictly checked."""

from __future__ import annotations

import pytest

from shiten import genres as g
from shiten.errors import ShitenError
from shiten.explain import explain
from shiten.terms import Characteristic, Emotion, Genre, Role, Stage, WarningKind

TOML = (g.files("shiten") / "data" / g.DATA_FILE).read_text(encoding="utf-8")

THIRD = """
[genre.netorase]
label = "netorase"
japanese = "寝取らせ"
also_called = ["ねとらせ"]
told_by = "left"
protagonist = "consenter"
definition = "A partner is lent by agreement."
undertones = ["excitement", "jealousy"]
warnings = ["moral_ambiguity"]
sought_by = "The curious."
avoided_by = "Others."
role = [
  {id = "consenter", label = "consenter", relation = "left", description = "Agrees."},
  {id = "lent", label = "lent", relation = "taken", description = "Goes."},
  {id = "guest", label = "guest", relation = "taker", description = "Comes."},
]
characteristic = [{id = "agreement", label = "agreement", description = "All have agreed."}]
stage = [{id = "proposal", label = "proposal", description = "It is proposed.", look_for = "A talk."}]
"""


def test_genres_are_those_a_reading_may_name():
    assert list(g.genres()) == [Genre.NETORI, Genre.NETORARE]


def test_stages_in_story_order():
    assert g.stages_of(Genre.NETORI) == (
        Stage.INITIAL_ATTRACTION,
        Stage.PLANNING,
        Stage.SEDUCTION,
        Stage.CONQUEST,
        Stage.AFTERMATH,
    )
    assert g.stages_of(Genre.NETORARE) == (
        Stage.BLISSFUL_START,
        Stage.DISCOVERY_OF_BETRAYAL,
        Stage.EMOTIONAL_TURMOIL,
        Stage.CLIMAX,
        Stage.RESOLUTION,
    )


def test_the_side_makes_the_genre():
    assert g.genres_told_by(g.Relation.TAKER) == (Genre.NETORI,)
    assert g.genres_told_by(g.Relation.LEFT) == (Genre.NETORARE,)
    assert g.genres_told_by(g.Relation.TAKEN) == ()
    assert g.told_by(Genre.NETORARE) is g.Relation.LEFT


@pytest.mark.parametrize(
    ("genre", "taker", "taken", "left"),
    [
        (Genre.NETORI, Role.SEDUCER, Role.SEDUCED, Role.UNSUSPECTING_PARTNER),
        (Genre.NETORARE, Role.INTERLOPER, Role.CHEATER, Role.VICTIM),
    ],
)
def test_roles_by_relation(genre, taker, taken, left):
    assert [g.role_of(genre, relation) for relation in g.Relation] == [taker, taken, left]
    assert set(g.roles_of(genre)) == {taker, taken, left}


def test_parts_of_both_genres_are_all_there_are():
    for enum, part in (
        (Role, g.roles_of),
        (Stage, g.stages_of),
        (Characteristic, g.characteristics_of),
    ):
        assert sorted(part(Genre.NETORI) + part(Genre.NETORARE)) == sorted(enum)
    assert len(g.characteristics_of(Genre.NETORI)) == len(g.characteristics_of(Genre.NETORARE)) == 4


def test_warnings_and_undertones():
    usual = set(g.warnings_of(Genre.NETORI)) | set(g.warnings_of(Genre.NETORARE))
    assert usual == set(WarningKind) - {WarningKind.DEATH_OR_SUICIDE, WarningKind.VIOLENCE}
    assert Emotion.TRIUMPH in g.undertones_of(Genre.NETORI)
    assert Emotion.JEALOUSY in g.undertones_of(Genre.NETORARE)


@pytest.mark.parametrize("genre", [Genre.BOTH, Genre.NEITHER])
def test_only_genres_have_parts(genre):
    with pytest.raises(ValueError, match="no pattern of its own; ask for netori or netorare"):
        g.stages_of(genre)


def test_values_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        g.genres()[Genre.NETORI].label = "x"


def test_text_flows_and_keeps_paragraphs():
    origins = g.vocabulary().origins.text
    assert origins.count("\n\n") == 2
    assert "\n" not in origins.replace("\n\n", "")


def test_questions_are_enough_and_end_in_a_question_mark():
    asked = [q.question for q in g.vocabulary().question]
    assert len(asked) >= 12
    assert len(set(asked)) == len(asked)
    assert all(q.endswith("?") for q in asked)


def test_a_third_genre_is_data_alone():
    words = g.parse(TOML + THIRD)
    assert list(words.genres) == ["netori", "netorare", "netorase"]
    assert words.genres["netorase"].role_for(g.Relation.TAKER).label == "guest"


def test_a_third_genre_explains_itself():
    words = g.parse(TOML + THIRD)
    assert explain("genre netorase", vocabulary=words).title == "Netorase (寝取らせ)"
    assert explain("proposal", vocabulary=words).kind == "stage in netorase"
    assert explain("guest", vocabulary=words).paragraphs[-1] == "In netorase, the one who takes."
    assert explain("differences", vocabulary=words).table[1][3] == "–"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "planning"', 'id = "plotting"', "stages: not described: planning"),
        ('id = "planning"', 'id = "conquest"', "stages: not described: planning"),
        ('id = "seduced"', 'id = "victim"', "roles: not described: seduced"),
        ('relation = "taken"', 'relation = "left"', "genre.netori: needs one role each"),
        ('protagonist = "seducer"', 'protagonist = "seduced"', "genre.netori: protagonist seduced is not"),
        ('valence = "mixed"', 'valence = "odd"', "emotion.longing.valence"),
        ("[warning.violence]", "[warning.violins]", "warning.violins"),
        ("[term.valence]", "[term.Valence]", "term.Valence"),
        ('label = "netori"', 'lable = "netori"', "genre.netori.label: Field required"),
        ('told_by = "taker"', 'told_by = "taker"\nmood = "x"', "genre.netori.mood: Extra inputs"),
        ('netori = "with the one who takes"', "", "difference 'perspective': its cells are not the genres"),
        ('undertones = ["excitement"', 'undertones = ["glee"', "genre.netori.undertones.0"),
        ("[genre.netori]", "[genre.netori", "not TOML"),
        ('japanese = "寝取り"', 'japanese = " "', "genre.netori.japanese"),
    ],
)
def test_mistakes_are_named_in_one_line(old, new, says):
    with pytest.raises(ShitenError) as caught:
        g.parse(TOML.replace(old, new, 1))
    message = str(caught.value)
    assert message.startswith("genres.toml: ")
    assert says in message
    assert "\n" not in message


def test_a_missing_genre_is_named():
    with pytest.raises(ShitenError, match=r"^genres.toml: genre: not described: netori$"):
        g.parse(TOML.replace("genre.netori.", "genre.netory.").replace("genre.netori]", "genre.netory]"))


def test_a_missing_member_is_named():
    head, _, tail = TOML.partition("[emotion.relief]")
    with pytest.raises(ShitenError, match="emotions: not described: relief"):
        g.parse(head + tail[tail.index("\n# ---") :])
