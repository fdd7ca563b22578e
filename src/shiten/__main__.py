"""``python -m shiten`` is ``shiten``."""

from shiten.cli import main

if __name__ == "__main__":
    main(prog_name="shiten")
