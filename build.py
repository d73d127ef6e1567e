"""The front door: `python build.py build` (see `python build.py --help`)."""

import os
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  (said in words before anything fails)
    sys.exit("Broadsheet needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

HERE = Path(__file__).absolute()
OWN = HERE.parent / ".venv"
"""Where `make` installs what the program needs."""

try:
    from broadsheet.cli import main
except KeyboardInterrupt:
    sys.exit(130)
except ModuleNotFoundError as error:
    if (error.name or "").startswith("broadsheet"):
        raise
    python = OWN / "bin" / "python"
    if __name__ == "__main__" and python.is_file() and Path(sys.prefix) != OWN:
        os.execv(python, [str(python), str(HERE), *sys.argv[1:]])  # noqa: S606  (no shell wanted)
    sys.exit(f"'{error.name}' is not installed here. Run `make build`: it sets everything up.")

if __name__ == "__main__":
    main()
