"""What the web server loads."""

import gc

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

application = get_wsgi_application()

# Every page's code is loaded now, not by whoever comes first. All of it stays, so the collector need not look at it
# again and again: that took a tenth of a second, in the middle of somebody's request.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
