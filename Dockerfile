# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

# The same scripts that set up a developer's machine: one way to get Odoo, one place for versions.
FROM debian:bookworm-slim

RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates python3 \
    && rm -rf /var/lib/apt/lists/*

ENV HOME=/opt/gas-service GAS_HOME=/opt/gas-service
WORKDIR /srv/gas-service
COPY pyproject.toml ./
COPY scripts scripts
# A layer of its own: it changes with the versions, not with the addons.
RUN scripts/setup.sh && rm -rf "$GAS_HOME/apt" \
    && useradd --system --home-dir "$GAS_HOME" odoo \
    && install --directory --owner=odoo "$GAS_HOME/data" \
    && chown odoo "$GAS_HOME"
COPY odoo.conf ./
COPY addons addons

USER odoo
VOLUME /opt/gas-service/data
EXPOSE 8069 8072
CMD ["scripts/docker.sh"]
