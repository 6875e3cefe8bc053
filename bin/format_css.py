"""Format the stylesheets: one declaration a line. Usage: bin/format_css.py [--check]

--check changes nothing and names the files that are not formatted; exit status 1 when there are any.
"""

import sys
from pathlib import Path

import cssbeautifier

ROOT = Path(__file__).resolve().parent.parent


def formatted(css: str) -> str:
    """Return a stylesheet as the formatter leaves it."""
    options = cssbeautifier.default_options()
    options.indent_size = 2
    options.end_with_newline = True
    options.newline_between_rules = True
    options.space_around_combinator = True
    return cssbeautifier.beautify(css, options)


def main() -> int:
    """Format every stylesheet, or only look; return the exit status."""
    only_look = "--check" in sys.argv[1:]
    unformatted = []
    for path in sorted((ROOT / "static" / "css").rglob("*.css")):
        css = path.read_text("utf-8")
        if formatted(css) != css:
            unformatted.append(path)
            if not only_look:
                path.write_text(formatted(css), "utf-8")
    for path in unformatted if only_look else ():
        print(f"{path.relative_to(ROOT)} is not formatted: make format mends it")
    return int(only_look and bool(unformatted))


if __name__ == "__main__":
    sys.exit(main())
