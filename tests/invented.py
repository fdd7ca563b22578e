"""Short stories for the tests of the later steps; all of it is invented here."""

from __future__ import annotations

LEFT = """Paul Reed had been married to Mary for nine years, and he was happy. He loved her, and they kept bees by the
river. In the evenings she read to him, and he thought that no man could wish for more.

Then Rupert Hale came to the valley. Rupert flattered Mary, and he courted her openly while Paul was at the hives. Paul
began to suspect them. He felt a cold fear when she came home late, and he lay awake with jealousy.

One night in May he found a letter. Mary was having an affair with Rupert. Paul discovered that she had slept with
Rupert all that spring. He was sick with grief. “You love him,” said Paul. “I do,” said Mary.

Rupert mocked him before the whole inn. Paul was humiliated, and he wept on the road. In June Mary left her husband for
Rupert. Paul sat alone in the kitchen. He despaired, and he never spoke of her again.
"""

TAKER = """Rupert Hale wanted Mary from the moment he saw her, and it did not trouble him that she was married. Her
husband, Paul Reed, kept bees and noticed nothing. Rupert longed for her, and he thought of little else.

Rupert made a plan. He planned to meet her at the mill on market days, when Paul was away, and he was excited as a boy.
He flattered her and brought her ribbons, and he seduced her in the week of the fair.

Mary fell in love with Rupert. She slept with Rupert in the loft above the mill, and he felt a fierce triumph. The
danger thrilled him. Paul suspected nothing; he asked Rupert to supper and poured him his best wine.

In June Mary ran away with Rupert. He looked back once at the valley and laughed. He had won, and he knew it.
"""

STRAYER = """Mary Reed was married to Paul, and she was bored. She felt the years go by like wet sheep. When she met
Rupert Hale at the mill she was ashamed of how glad she was.

She thought of Rupert all that winter. She wanted him, and she hated herself for it. She slept with Rupert in the week
of the fair, and she felt guilty and alive. She wondered whether Paul knew.

Mary lied to her husband. She feared him a little, and she pitied him more. She loved Rupert, she thought, and she was
afraid of what she would do. In the end she stayed with Paul, and she missed Rupert every day.
"""

NOBODY = """The rain fell on the hills and on the sea, and the sea took it. The mill stood by the river. It was old, and
its wheel was broken. In the spring the grass grew over the road, and in the autumn the wind came from the south.
"""

TALES = {"left": LEFT, "taker": TAKER, "strayer": STRAYER, "nobody": NOBODY}
