"""Quotation attribution: who speaks each quote, and to whom.

Explicit tags first ("said Marlow", "she whispered"), then the actor of the sentence around the quote,
then turn-taking, as in Elson & McKeown (2010) and Muzny et al. (2017).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiten.lexicon import inner_verbs, words

if TYPE_CHECKING:
    from shiten.notes import Notes

# How many tokens around a quote may hold its tag.
TAG_REACH = 14


class Attributor:
    """Attributes quotes as the coreference pass reads on; ``speakers[q]`` is a person or -1."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        quotes = notes.quotations.quotes
        self.speakers = [-1] * len(quotes)
        self.addressees = [-1] * len(quotes)
        self.verbs = words("speech_verbs", "plain") | words("speech_verbs", "thought")
        self.person_verbs = self.verbs | inner_verbs()
        self._turns: list[int] = []
        self._last_paragraph = -9
        self._labels: dict[str, int] = {}

    def speaker_at(self, token: int) -> int:
        """Who speaks the quote that token ``token`` stands in, or -1."""
        quote = self.notes.quotations.quote_of[token]
        return self.speakers[quote] if quote >= 0 else -1

    def addressee_at(self, token: int) -> int:
        """To whom the quote at ``token`` is spoken, or -1."""
        quote = self.notes.quotations.quote_of[token]
        return self.addressees[quote] if quote >= 0 else -1

    def attribute(self, first: int, last: int) -> None:
        """Attribute the quotes of the paragraph of tokens ``first..last``."""
        numbers = self._quotes_in(first, last)
        if not numbers:
            return
        if self.notes.quotations.drama:
            for q in numbers:
                self._give(q, self._by_label(q))
            return
        paragraph = self.notes.parsed.paragraph_of[first]
        if paragraph - self._last_paragraph > 2:
            self._turns.clear()
        self._last_paragraph = paragraph
        speaker = self._paragraph_speaker(numbers, first, last)
        for q in numbers:
            own = self._tagged(q) if len(numbers) > 1 else -1
            self._give(q, own if own >= 0 else speaker)

    def _quotes_in(self, first: int, last: int) -> list[int]:
        seen = self.notes.quotations.quote_of[first:last]
        return sorted({q for q in seen if q >= 0})

    def _give(self, q: int, speaker: int) -> None:
        self.speakers[q] = speaker
        if speaker >= 0 and (not self._turns or self._turns[-1] != speaker):
            self._turns.append(speaker)
            del self._turns[:-6]
        self.addressees[q] = self._addressee(q, speaker)

    def _addressee(self, q: int, speaker: int) -> int:
        vocative = self.vocative(q)
        if vocative >= 0 and vocative != speaker:
            return vocative
        others = [p for p in self._turns if p != speaker]
        if others:
            return others[-1]
        near = [p for p in self.notes.recent[-4:] if p != speaker]
        if self.notes.narrator is not None and speaker != self.notes.narrator:
            return self.notes.narrator
        return near[-1] if near else -1

    def vocative(self, q: int) -> int:
        """A name called out inside the quote: set off by commas or at its edge."""
        parsed, quote = self.notes.parsed, self.notes.quotations.quotes[q]
        for t in range(quote.first, quote.last):
            if t not in self.notes.name_at:
                continue
            end, person = self.notes.name_at[t]
            before = parsed.words[t - 1] if t else ""
            after = parsed.words[end] if end < len(parsed) else ""
            opens = before in (",", "“", '"', "‘", "'", "—", "!", "?", ".", ";") or before.lower() in (
                "dear",
                "oh",
                "o",
                "my",
            )
            if opens and after in (",", "!", "?", ".", "”", '"', "’", "'", ";", "—"):
                return person
        return -1

    # ------------------------------------------------------------ prose

    def _paragraph_speaker(self, numbers: list[int], first: int, last: int) -> int:
        for q in numbers:
            tagged = self._tagged(q)
            if tagged >= 0:
                return tagged
        actor = self._actor(first, last, self.vocative(numbers[0]))
        if actor >= 0:
            return actor
        vocative = self.vocative(numbers[0])
        if len(self._turns) >= 2 and self._turns[-2] != vocative:
            return self._turns[-2]
        previous = self._turns[-1] if self._turns else -1
        notes = self.notes
        sentence = notes.parsed.sentence_of[first]
        near = [
            p for p in reversed(notes.recent)
            if p not in (previous, vocative) and sentence - notes.people[p].last_sentence <= 6
        ]  # fmt: skip
        if near:
            return near[0]
        if notes.narrator is not None and previous != notes.narrator:
            return notes.narrator
        return -1

    def _tagged(self, q: int) -> int:
        """The subject of a speech verb right after or before the quote, or -1."""
        parsed, quote = self.notes.parsed, self.notes.quotations.quotes[q]
        narrative = self.notes.quotations.narrative
        after = []
        t = quote.last
        while (
            t < len(parsed)
            and t < quote.last + TAG_REACH
            and narrative(t)
            and parsed.paragraph_of[t] == parsed.paragraph_of[quote.last - 1]
        ):
            after.append(t)
            if parsed.words[t] in (".", "!", "?", ";"):
                break
            t += 1
        before: list[int] = []
        t = quote.first - 1
        while (
            t >= 0
            and t > quote.first - TAG_REACH
            and narrative(t)
            and parsed.paragraph_of[t] == parsed.paragraph_of[quote.first]
        ):
            if before and parsed.words[t] in (".", "!", "?", ";"):
                break
            before.insert(0, t)
            t -= 1
        closing = parsed.words[quote.last - 2] if quote.last - quote.first > 2 else ""
        found = self._subject_of_tag(after[:7] if closing == "." else after)
        if found < 0 and before and parsed.words[before[-1]] in (",", ":", "—", "that"):
            found = self._subject_of_tag(before)
        return found

    def _subject_of_tag(self, tokens: list[int]) -> int:
        parsed, who = self.notes.parsed, self.notes.who
        for t in tokens:
            if parsed.lemmas[t] not in self.verbs or parsed.tags[t] in ("NN", "NNS", "NNP"):
                continue
            for c in parsed.children(t):
                if parsed.deps[c] in ("nsubj", "nsubjpass") and who[c] >= 0 and c in tokens:
                    return who[c]
            if t + 1 in tokens and who[t + 1] >= 0:
                return who[t + 1]
            if t + 2 in tokens and who[t + 2] >= 0 and parsed.pos[t + 1] in ("DET", "ADJ", "PROPN", "NOUN"):
                return who[t + 2]
            for b in (t - 1, t - 2):
                if b in tokens and who[b] >= 0 and (b == t - 1 or parsed.pos[t - 1] in ("ADV", "AUX")):
                    return who[b]
        return -1

    def _actor(self, first: int, last: int, barred: int) -> int:
        """The subject of what is narrated in the quote's paragraph."""
        parsed, narrative, who = self.notes.parsed, self.notes.quotations.narrative, self.notes.who
        subjects = [
            who[t] for t in range(first, last)
            if who[t] >= 0 and narrative(t) and parsed.deps[t] in ("nsubj", "nsubjpass") and who[t] != barred
        ]  # fmt: skip
        return subjects[0] if subjects else -1

    # ------------------------------------------------------------ plays

    def _by_label(self, q: int) -> int:
        """The person a play's speaker label names; a label that fits nobody becomes a person."""
        label = self.notes.quotations.quotes[q].label or ""
        if label not in self._labels:
            self._labels[label] = self.notes.person_for_label(label)
        return self._labels[label]
