"""gunicorn's settings, the same on a laptop and in production: `gunicorn -c python:config.gunicorn`."""

import os

wsgi_app = "config.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 8
# Heartbeat files must not be on a disk that can stall.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 - a memory file system, not a file of ours
accesslog = "-"
# The path without its query: a search may hold a person's number.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(L)ss'
