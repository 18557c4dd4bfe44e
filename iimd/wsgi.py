import os
import signal
from multiprocessing import parent_process

from django.core.wsgi import get_wsgi_application

from iimd.launch.parts import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iimd.settings")

# A process of a web server that is killed has nobody left to tell it to stop, and would keep the port.
if server := parent_process():
    die_with_parent(signal.SIGKILL, server.pid or 0)

application = get_wsgi_application()
