"""Chromium, driven by selenium, and a server of static files, for tests of what runs in a browser."""

import contextlib
import functools
import http.server
import os
import shutil
import sys
import threading

DEBIANS_PYTHON = "/usr/bin/python3"
SKIPPED = 77


def missing():
    """What is missing of all that is needed; empty if nothing is. Starts this program again by the Python that has it."""
    try:
        import selenium  # noqa: F401
    except ImportError:
        if sys.executable != DEBIANS_PYTHON and os.path.exists(DEBIANS_PYTHON):  # python3-selenium is for this one
            os.execv(DEBIANS_PYTHON, [DEBIANS_PYTHON, *sys.argv])
        return "python3-selenium"
    return "" if shutil.which("chromium") and shutil.which("chromedriver") else "chromium and chromium-driver"


@contextlib.contextmanager
def chromium(**capabilities):
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    for name, value in capabilities.items():
        options.set_capability(f"goog:{name}", value)
    browser = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    try:
        yield browser
    finally:
        browser.quit()


@contextlib.contextmanager
def served(folder, requests=None):
    """The URL of a folder. The paths that are asked for are added to `requests`."""
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            if requests is not None:
                requests.append(self.path)
            with contextlib.suppress(ConnectionError):  # the browser has gone on to another page
                super().do_GET()

        def end_headers(self):
            self.send_header("Cache-Control", "no-store")
            super().end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
