"""The front door: `python build.py build` (see `python build.py --help`)."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (said in words before anything fails)
    sys.exit("Broadsheet needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

try:
    from broadsheet.cli import main
except KeyboardInterrupt:
    sys.exit(130)
except ModuleNotFoundError as error:
    if (error.name or "").startswith("broadsheet"):
        raise
    sys.exit(f"'{error.name}' is not installed here. Run `make build`: it sets everything up.")

if __name__ == "__main__":
    main()
