"""Wiring of the product: settings, URLs, worker, and the servers of one laptop."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
