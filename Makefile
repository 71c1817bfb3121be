# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

export DB PORT ODOO_HOME PGHOST GAS_HOME SCALE SEED

.DEFAULT_GOAL := help
.PHONY: help run stop reset shell test upgrade lint format bench load screenshots check simulate

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16
	@echo "  with PORT, DB, ODOO_HOME, PGHOST: see README.md"

run: ## the demo company, served in Chinese on http://127.0.0.1:8069
	@scripts/run.sh

stop: ## stop the server, and PostgreSQL if nobody else uses it
	@scripts/stop.sh

reset: ## delete the demo database (asks first)
	@scripts/reset.sh

shell: ## Odoo's shell on the demo database; reads a script from standard input
	@scripts/shell.sh

test: ## install what tests need and run them all, or TESTS=path ARGS='-k name'
	@scripts/test.sh $(ARGS) $(TESTS)

lint: ## ruff, pylint-odoo, the checks of the OCA and our own
	@scripts/lint.sh

format: ## put right what lint can put right by itself
	@scripts/lint.sh fix

bench: ## measure against OCA's helpdesk and Odoo's planner
	@scripts/bench.sh $(ARGS)

upgrade: ## make the company of an earlier COMMIT (default: the one before), update it to this one, compare
	@scripts/upgrade_test.sh $(COMMIT)

load: ## fifty clerks and twenty callers at once, and as many with OCA's helpdesk (SCALE=0.01)
	@scripts/load.sh $(ARGS)

check: ## check that the data of DB hold together; reads only, safe at work
	@scripts/check.sh

simulate: ## live a year of a large company in DB=gas-year (SCALE=0.01: a quick one), and check it
	@scripts/simulate.sh

screenshots: ## take the pictures of README and guide again
	@scripts/screenshots.sh
