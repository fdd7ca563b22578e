"""Which language a text is in, and what is not supported."""

from __future__ import annotations

import pytest

from shiten.errors import UnsupportedStory
from shiten.formats import story_from_text
from shiten.language import detect, require_supported

ENGLISH = (
    "The old man went down to the sea in the morning and he did not come back until it was dark, and she was "
    "waiting for him at the door with a lamp in her hand."
)
OTHERS = {
    "fr": "Le vieil homme descendit vers la mer le matin et ne revint pas avant la nuit ; elle "
    "l'attendait à la porte avec une lampe à la main, et ils rentrèrent sans un mot.",
    "de": "Der alte Mann ging am Morgen hinunter ans Meer und kam erst zurück, als es dunkel war; sie "
    "wartete an der Tür mit einer Lampe in der Hand auf ihn, und er sagte nichts.",
    "nl": "De oude man ging in de ochtend naar de zee en kwam pas terug toen het donker was; zij "
    "wachtte op hem bij de deur met een lamp in haar hand, en hij was in de war.",
    "es": "El viejo bajó al mar por la mañana y no volvió hasta que se hizo de noche; ella lo esperaba "
    "en la puerta con una lámpara en la mano, y no se dijeron nada.",
    "it": "Il vecchio scese al mare la mattina e non tornò fino a quando fu buio; lei lo aspettava "
    "sulla porta con una lampada in mano, e non si dissero niente.",
    "pt": "O velho desceu ao mar pela manhã e não voltou até que ficou escuro; ela o esperava na porta "
    "com uma lâmpada na mão, e eles não disseram nada um ao outro.",
    "da": "Den gamle mand gik ned til havet om morgenen og kom ikke tilbage før det var mørkt, og hun "
    "ventede på ham ved døren med en lampe i hånden.",
    "la": "Gallia est omnis divisa in partes tres, et senex in mare descendit ut cum amico esset, sed "
    "non ad noctem venit.",
    "zh": "老人早上下海去了，直到天黑才回来。她手里拿着灯在门口等他，他们一句话也没有说就回家了。",
    "ru": "Старик утром ушёл к морю и не возвращался до темноты, а она ждала его у двери с лампой в руке.",
    "names": "Harrow Lisle Ada Brandt Okonkwo Vera Tomas Quill Marsh Penhallow Drake Winter Stone Bell Rook Lamb",
}
JAPANESE = "老人は朝、海へ降りていき、暗くなるまで戻らなかった。彼女は手にランプを持って戸口で待っていた。"


def test_english_from_thirty_words():
    assert detect(ENGLISH) == "en"
    assert detect(ENGLISH * 2000) == "en"
    assert detect("HARROW. I had it of the boy that she was with him on the quay; what of it?") == "en"


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_others_are_unknown(language):
    assert detect(OTHERS[language]) is None
    assert detect(OTHERS[language] * 50) is None


def test_japanese():
    assert detect(JAPANESE) == "ja"
    assert detect("ユウトさんは、アヤをまっていた。") == "ja"
    assert detect(f"{ENGLISH} She said 老人 and nothing else.") == "en"


@pytest.mark.parametrize("text", ["", "...", "Yes.", "は", "She said so."])
def test_too_little_to_tell(text):
    assert detect(text) is None


def test_require_supported():
    require_supported(story_from_text(ENGLISH))
    for text, cause in [
        (JAPANESE, "Japanese is not supported yet"),
        ("She came home and he was not there.", r"too short to say anything \(8 words\)"),
        (OTHERS["fr"], "is not English"),
    ]:
        with pytest.raises(UnsupportedStory, match=f"row 3: {cause}"):
            require_supported(story_from_text(text, id="row 3"))
