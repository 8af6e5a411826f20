"""The door granian knocks at."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlin.config.settings")
application = get_wsgi_application()
gc.freeze()  # what stands now stays: no collection looks through it again
gc.set_threshold(10_000)  # a batch of a hundred makes some thousands of short-lived objects
