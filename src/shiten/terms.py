"""The vocabulary of the reading contract as enums: every word that may stand in a reading.

What the genres, stages and roles *mean* stands in data/genres.toml; a test keeps the two in step.
"""

from __future__ import annotations

from enum import StrEnum


class Genre(StrEnum):
    """What a reading may say a story is."""

    NETORI = "netori"
    NETORARE = "netorare"
    BOTH = "both"
    NEITHER = "neither"


class NeitherReason(StrEnum):
    """Why a story is neither."""

    NO_TRIANGLE = "no_triangle"
    TOLD_BY_THE_ONE_WHO_STRAYS = "told_by_the_one_who_strays"
    RIVALRY_BEFORE_COMMITMENT = "rivalry_before_commitment"
    UNREALISED = "unrealised"
    CONSENSUAL = "consensual"
    OBSERVER = "observer"


class Form(StrEnum):
    """What a text is: the story itself, or a summary of it."""

    FULL_TEXT = "full_text"
    SYNOPSIS = "synopsis"


class Person(StrEnum):
    """The grammatical person of the narration (drama: no narrator, speakers only)."""

    FIRST = "first"
    THIRD = "third"
    MIXED = "mixed"
    DRAMA = "drama"


class Gender(StrEnum):
    """Gender as the text's pronouns and titles tell it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class TieKind(StrEnum):
    """How two people belong together."""

    MARRIED = "married"
    ENGAGED = "engaged"
    COUPLE = "couple"
    LOVERS = "lovers"
    FAMILY = "family"
    FRIENDS = "friends"
    RIVALS = "rivals"
    EMPLOYER = "employer"

    @property
    def committed(self) -> bool:
        """Married, engaged, or an avowed couple."""
        return self in {TieKind.MARRIED, TieKind.ENGAGED, TieKind.COUPLE}

    @property
    def romantic(self) -> bool:
        """A bond of love or marriage, committed or not."""
        return self.committed or self is TieKind.LOVERS


class EventKind(StrEnum):
    """What may happen in a triangle: who does it to whom is the event's business."""

    ATTRACTION = "attraction"
    SCHEMING = "scheming"
    WOOING = "wooing"
    YIELDING = "yielding"
    LEAVING = "leaving"
    SUSPICION = "suspicion"
    DISCOVERY = "discovery"
    CONFRONTATION = "confrontation"
    HUMILIATION = "humiliation"
    DESPAIR = "despair"
    PARTING = "parting"
    RECONCILIATION = "reconciliation"
    REFUSAL = "refusal"


class Modality(StrEnum):
    """Whether the telling vouches for an event."""

    REAL = "real"
    NEGATED = "negated"
    IMAGINED = "imagined"
    REPORTED = "reported"


class Outcome(StrEnum):
    """What became of the couple."""

    TAKEN = "taken"
    ATTEMPTED = "attempted"
    NONE = "none"


class Resolution(StrEnum):
    """How the story leaves the one it follows."""

    BLEAK = "bleak"
    BITTERSWEET = "bittersweet"
    SOLACE = "solace"
    OPEN = "open"
    NONE = "none"


class Emotion(StrEnum):
    """The emotions of the arc."""

    JOY = "joy"
    TENDERNESS = "tenderness"
    LONGING = "longing"
    EXCITEMENT = "excitement"
    THRILL = "thrill"
    TABOO_PLEASURE = "taboo_pleasure"
    TRIUMPH = "triumph"
    GUILT = "guilt"
    SUSPICION = "suspicion"
    JEALOUSY = "jealousy"
    INADEQUACY = "inadequacy"
    HUMILIATION = "humiliation"
    PAIN_OF_BETRAYAL = "pain_of_betrayal"
    ANGER = "anger"
    SADNESS = "sadness"
    DESPAIR = "despair"
    FEAR = "fear"
    RELIEF = "relief"


class WarningKind(StrEnum):
    """Content warnings."""

    MANIPULATION = "manipulation"
    QUESTIONABLE_CONSENT = "questionable_consent"
    POWER_IMBALANCE = "power_imbalance"
    MORAL_AMBIGUITY = "moral_ambiguity"
    EMOTIONAL_TURMOIL = "emotional_turmoil"
    BETRAYAL = "betrayal"
    LOSS_OF_CONTROL = "loss_of_control"
    EMOTIONAL_ABUSE = "emotional_abuse"
    HUMILIATION = "humiliation"
    MENTAL_ANGUISH = "mental_anguish"
    DEATH_OR_SUICIDE = "death_or_suicide"
    VIOLENCE = "violence"


class Level(StrEnum):
    """How strongly a content warning applies."""

    MINOR = "minor"
    MODERATE = "moderate"
    GRAPHIC = "graphic"


class Role(StrEnum):
    """The roles of the two genres."""

    SEDUCER = "seducer"
    SEDUCED = "seduced"
    UNSUSPECTING_PARTNER = "unsuspecting_partner"
    VICTIM = "victim"
    CHEATER = "cheater"
    INTERLOPER = "interloper"


class Stage(StrEnum):
    """The stages of both genres; which belong to which, and in what order, stands in genres.toml."""

    INITIAL_ATTRACTION = "initial_attraction"
    PLANNING = "planning"
    SEDUCTION = "seduction"
    CONQUEST = "conquest"
    AFTERMATH = "aftermath"
    BLISSFUL_START = "blissful_start"
    DISCOVERY_OF_BETRAYAL = "discovery_of_betrayal"
    EMOTIONAL_TURMOIL = "emotional_turmoil"
    CLIMAX = "climax"
    RESOLUTION = "resolution"


class Characteristic(StrEnum):
    """The eight characteristics, four a genre."""

    PROTAGONIST_INITIATES = "protagonist_initiates"
    TAKEN_ONE_RECIPROCATES = "taken_one_reciprocates"
    THRILL_OF_THE_FORBIDDEN = "thrill_of_the_forbidden"
    PARTNER_UNAWARE_OR_INEFFECTUAL = "partner_unaware_or_ineffectual"
    PARTNER_TAKEN_BY_ANOTHER = "partner_taken_by_another"
    PROTAGONISTS_TURMOIL = "protagonists_turmoil"
    THIRD_PARTY_DOMINANCE = "third_party_dominance"
    SYMPATHY_FOR_PROTAGONIST = "sympathy_for_protagonist"
