"""What is shown of a reading: terminal, HTML page, notebook fragment, comparison of two.

Every output is a pure function from a :class:`shiten.reading.Reading` to text; none of them opens a file or
asks the terminal anything. What a reader does not want to know is left out beforehand by
:func:`shiten.outputs.spoilers.withhold`. Modules are imported where they are used: rich and jinja2 are heavy.
"""
