#!/usr/bin/env python3
"""Makes the pictures of docs/howto/page.md, by hand: screenshots.py PAGE SOURCE-ROOT

Debian: what the test of the page needs, and pngquant.
"""

import base64
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "wasm"))
import browser  # noqa: E402

COLOURS = "64"


def wrong_tag(der):
    return der[:199] + b"\x17" + der[200:]  # of producedAt


def same(der):
    return der


# Name, message, what is done to it, width, height, scheme, the byte that is selected; and whether it is verified or linted.
PICTURES = (
    ("response", "resp-delegated.der", same, 1180, 760, "light", "193", ""),
    ("verified", "resp-delegated.der", same, 1180, 760, "light", "196", "verified"),
    ("lints", "resp-delegated.der", same, 1180, 760, "light", "510", "linted"),
    ("error", "resp-good.der", wrong_tag, 1180, 760, "dark", None, ""),
    ("narrow", "resp-revoked-1-keyCompromise.der", same, 360, 780, "light", "281", ""),
)

CHANGE = "const [id, value] = arguments; const one = document.getElementById(id); one.value = value; " \
    "one.dispatchEvent(new Event('change'));"


def main():
    if lacking := browser.missing():
        sys.exit(f"needs {lacking}")
    page, root = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    testdata = root / "testdata/openssl"
    with browser.chromium() as window:
        window.implicitly_wait(10)
        for name, file, change, width, height, scheme, byte, state in PICTURES:
            window.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                   {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
            window.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                   {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
            window.get("about:blank")
            fragment = base64.urlsafe_b64encode(change((testdata / file).read_bytes())).decode()
            window.get(f"{page.as_uri()}/index.html#{fragment}")
            window.find_element("css selector", "#tree .row")
            window.execute_script(CHANGE, "at", "2026-11-23")
            window.find_element("css selector", "#lint-count .severity")
            if state == "linted":
                window.execute_script("document.querySelector('#profiles [value=cabf-tls]').click()")
                window.find_element("css selector", "#lint-count .severity.error")
                window.find_element("id", "lint-count").click()
            if state == "verified":
                window.find_element("id", "issuer").send_keys(str(testdata / "certs/ca-rsa.pem"))
                window.find_element("id", "subject").send_keys(str(testdata / "certs/leaf-good.pem"))
                window.find_element("css selector", "#verdict.good")
            if byte:
                window.execute_script(CHANGE, "goto", byte)
            window.execute_async_script("setTimeout(arguments[0], 300)")
            picture = root / f"docs/howto/page-{name}.png"
            picture.write_bytes(subprocess.run(["pngquant", "--nofs", "--strip", COLOURS, "-"], check=True,
                                               input=window.get_screenshot_as_png(), capture_output=True).stdout)
            print(picture, picture.stat().st_size)


if __name__ == "__main__":
    main()
