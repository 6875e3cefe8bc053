# Every command of the portal; `make` alone lists them. Needs Python 3.11 or newer and make.
# What a recipe does in more than a line is a script in bin/.

PYTHON ?= python3
PORT ?= 8000
export PYTHON

MANAGE = .venv/bin/python manage.py
# Ask PyPI itself: a mirror or wheel folder of this machine may lack files of a release, and their hashes with them.
PIP_COMPILE = PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= CUSTOM_COMPILE_COMMAND="make lock" \
	.venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

help:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: export DJANGO_RUNSERVER_HIDE_WARNING = true
run: .venv/ready ## start the portal at http://127.0.0.1:8000/ with all its data (PORT=… for another port)
	@exec bin/run $(PORT)

admin: .venv/ready ## make a user for the administration at /admin/
	@$(MANAGE) prepare
	@$(MANAGE) createsuperuser

test: .venv/development ## run the tests (DATABASE_URL=… for another database, ARGS="-k finder" for some of them)
	@bin/system-packages --browser
	@.venv/bin/python -m pytest -n auto --dist loadfile $(ARGS) # a file at a time: its data is loaded once

test-fast: .venv/development ## run the tests without a browser, the shipped data and what is marked slow (ARGS=…)
	@.venv/bin/python -m pytest -n auto --dist loadfile -m "not browser and not real_data and not slow" $(ARGS)

CHECKS = format lint names templates layers types migrations translations deploy
check: $(CHECKS:%=check-%) ## style, names, layers, types, missing migrations, translations, settings of production
	@echo "All checks passed."

$(CHECKS:%=check-%): check-%: .venv/development
	@bin/check $*

format: .venv/development ## format code, templates and stylesheets, and mend what can be mended
	@.venv/bin/ruff check --fix --quiet
	@.venv/bin/ruff format
	@.venv/bin/djlint templates --reformat --quiet || true # ends with 1 when it has changed something
	@.venv/bin/python bin/format_css.py

messages: .venv/development ## collect the texts to translate into locale/, and compile the translations
	@.venv/bin/django-admin makemessages --locale fi --locale sv --add-location file --no-obsolete --ignore tests
	@.venv/bin/django-admin compilemessages --locale fi --locale sv --ignore .venv

bench: .venv/development ## measure the speed of the pages, and of projects up to a million (ARGS="--sizes 10000,100000")
	@.venv/bin/python bin/bench.py
	@.venv/bin/python bin/bench_projects.py $(ARGS)
	@bin/with-postgresql .venv/bin/python bin/bench_projects.py $(ARGS)

drill: .venv/development ## kill everything around the portal while people write to it, and count what is lost (ARGS="--enquiries 200" for less)
	@.venv/bin/python bin/drill $(ARGS)

lock: .venv/development ## pin the versions named in requirements/*.in (ARGS=--upgrade for the newest)
	@$(PIP_COMPILE) $(ARGS) --output-file requirements/runtime.txt requirements/runtime.in
	@$(PIP_COMPILE) $(ARGS) --output-file requirements/development.txt requirements/development.in

clean: ## remove what can be made again: .venv and caches; data in var/ stays
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis staticfiles test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is newer than the lock file that .venv was last brought to, so a second run costs nothing.
.venv/ready: requirements/runtime.txt | system-packages
	@bin/venv $< && touch $@

.venv/development: requirements/development.txt | system-packages
	@bin/venv $< && touch $@

system-packages:
	@bin/system-packages

.PHONY: help run admin test test-fast check format messages bench drill lock clean system-packages $(CHECKS:%=check-%)
