"""The invented stories behind readings.py, and names that try to break out of their place."""

from __future__ import annotations

GLASS = """\
Tomas Arkwell had glazed half the windows of Sallow Hill, and when he walked home at dusk he liked to \
count them as they lit. The last in the row was his own, and behind it, most evenings, Ottilie would be \
reading aloud to the cat. They had been married nine years that spring. "You are late," she would say, \
without looking up, "and there is soup," and he would hang his coat over hers so that the two of them \
leaned together on the peg. He thought of that peg, sometimes, while he worked. It seemed to him a thing \
that another man would pay for.

His aunt, Dorcas Pym, who kept the post office and everyone's business in it, said that happiness made \
him dull. He allowed that it might.

In May the chapel sent to the coast for an organ-builder, because the swell box had cracked. The man who \
came was called Jasper Quill. He had long wrists and a way of listening with his head bent, as though \
whatever you said might be in tune. Ottilie, who had played a little before she married, was asked to \
sit at the keys while he worked inside the case. Tomas was glad of it. He mended the lancet over the \
loft that week, and heard them below him, a note held and held, and her laugh when it went sour.

"He says I have an ear," Ottilie told him over the soup.

"You have two," said Tomas, and she smiled at the bowl.

By July the organ was sound enough for any chapel, yet Jasper Quill had not gone back to the coast. \
There was a reed that wanted voicing; there was a draught. Ottilie came home after the lamps. She had \
taken to wearing the green scarf. When Tomas asked who else had been there she said, "Oh, everyone," \
and he found that he had not believed her, and that not believing her was like a splinter of glass: \
nothing to see, and no way to close the hand.

He began to pass by the chapel when he need not. He was ashamed of it. Once he stood under the lancet \
that he had set himself and could make out nothing through it, for he had chosen the thick blue on \
purpose, to keep the sun off the pipes.

It was Dorcas who had the letter. It had come unsealed, or so she said, and she laid it on the counter \
and looked at the scales. It was in Ottilie's hand. *My own Jasper*, it began, and Tomas read to the end \
of it standing, with the shop bell going behind him, and bought a stamp because he could not think what \
else a man came in for. *He does not see*, she had written. *He is so good, and he looks straight \
through me, like one of his windows.*

He did not go home. He walked to the quarry and round it and back, and all the while he was making a \
list of what the other man had: the wrists, the listening, the years he had not spent saying the same \
five things about soup. He was sick against a wall. He thought that if he had been a better man, or a \
worse one, he would know what to do with his hands.

On the Sunday he went up into the loft, before the whole chapel, while Jasper was at the stops. He had \
meant to speak. Jasper turned round on the bench and said, quite kindly, so that the front pews heard, \
"Mr. Arkwell. You must have known. I think you were the only one who took the trouble not to." Somebody \
laughed. Ottilie had her eyes on the music. She reached across, in front of all of them, and turned the \
page for him.

They left by the Thursday coach. She took the green scarf and the cat. "I ought to have told you in the \
winter," she said at the door, and he understood that there had been a winter too, before the spring he \
had thought was the beginning. He held the door for her, since he was standing by it.

In October the lancet blew in, and the chapel sent for him. He picked the blue out of the lead, piece \
by piece, and when he came to set the new pane he chose the plain. Through it you could see the bench, \
and the pipes, and the rain. He counted the windows going home. The last in the row was dark, and he \
stood before it a good while, as one does at a shop that has shut, before he remembered that he had the key.
"""

AFTER = """\
Corin Vale wanted Sabela Ortiz before he had spoken to her, and he learned her husband's hours the way \
other men learn cards. Hugh Ortiz taught Latin until four. At two each day Corin brought her a book, and \
by Easter she no longer troubled to hide them. Hugh gave him a key so that he might use the library.

When she came away with him Corin could have sung in the street. He had won. They took rooms by the \
canal, and were married as soon as the law let them.

The third winter, Sabela began to be out at two. Corin sat in the rooms by the canal and knew the hour \
as one knows a tune. Her coat was gone. On the table lay a book with the name of Anselm Dray inside it, \
and he turned it over and over and could not make himself open it. She did not come back that night, \
nor, when it came to that, at all.
"""

STRAY = """\
Nell Hart told herself that it was only the dancing. Her husband, George Hart, slept at nine; the hall \
was lit till twelve; and Ivo Lanz had asked her in front of everyone, so that it would have been rude. \
By June she had lied about four Tuesdays, and found that she was good at it, and cried about that.
"""

HOSTILE_NAMES = (
    "<script>alert('one')</script>",
    "\x1b[31mRed\x1b[0m \x1b]0;owned\x07Annie",
    "\u202eedisni tuo\u202c שרה",
    '"><img src=x onerror=alert(2)>',
    "[bold red]Marcus[/bold red] {{ 7 * 7 }} {p}",
    "Z" + "\u0351" * 40 + "algo\u2066\x00\x9b2J",
)
