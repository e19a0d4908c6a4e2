#!/usr/bin/env python3
"""Makes the site and looks through it: site_test.py AXE [PAGE-FOLDER]

Doxygen is content with every comment and every reference, every link leads somewhere, and what must be there is: the
names of both interfaces, the documents with all their headings, the results of OCSP limbo, the search and, if its folder
is given, the page. In a browser, light and dark, every text has the contrast that axe-core wants; AXE is its axe.min.js.
Without it, or without the browser, contrast is not tested, and that is said.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True      # no __pycache__ in the source tree
ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "test/wasm"))
import browser  # noqa: E402
import check_links  # noqa: E402

# One of each kind of page, and what there is most of: code, tables, diagrams, lists, what the search finds.
LOOKED_AT = ("index", "docs_howto_verify", "docs_lints", "classocspan_1_1OCSPResponse", "classocspan_1_1CRLDistributionPoints",
             "namespaceocspan", "ocspan_8h", "verify_8hpp_source", "annotated", "classes", "functions", "files",
             "search/all_0", "files/examples/vendoring/index")
DARK = ("rgb(20, 23, 26)", "rgb(26, 30, 34)")   # --paper and --panel of site.css


def contrast(site, axe):
    """Texts that are hard to read, and how many pages were looked at."""
    problems, count = [], 0
    with browser.served(site) as url, browser.chromium() as window:
        for name in LOOKED_AT:
            window.get(f"{url}/{name}.html")
            window.execute_script(axe)
            # Colours that change slowly would be seen on their way.
            window.execute_script("document.head.append(Object.assign(document.createElement('style'), "
                                  "{textContent: '* { transition: none !important }'}))")
            for scheme in ("light", "dark"):
                window.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                       {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
                found = window.execute_async_script(
                    "axe.run(document, {runOnly: ['color-contrast'], resultTypes: ['violations', 'passes']})"
                    ".then(arguments[0])")
                messages = {node["any"][0]["message"]: node["html"] for one in found["violations"] for node in one["nodes"]}
                problems += [f"{name}.html, {scheme}: {shown}: {message}" for message, shown in messages.items()]
                ground = window.execute_script("return getComputedStyle(document.body).backgroundColor")
                is_dark = ground in DARK
                if not found["passes"] or is_dark != (scheme == "dark"):
                    problems.append(f"{name}.html, {scheme}: has no text, or the ground {ground}")
                count += 1
    return problems, count


def main():
    lacking = browser.missing()     # which may start this program anew
    axe, page = pathlib.Path(sys.argv[1]), sys.argv[2:3]
    lacking = lacking or ("" if axe.is_file() else "axe-core, which .ci/run installs by npm")
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder).resolve() / "site"
        made = subprocess.run([ROOT / "tools/site/build.py", site, *page], capture_output=True, text=True, check=False,
                              timeout=300)
        if made.returncode != 0:
            print(made.stderr)
            return 1
        checked, problems = check_links.site_problems(site, site / "page/index.html")
        found = "".join(path.read_text(encoding="utf-8") for path in sorted((site / "search").glob("*.js")))
        header = "".join((ROOT / "include/ocspan" / name).read_text(encoding="utf-8")
                         for name in ("ocspan.h", "ocspan_lint.h", "openssl/openssl_crypto.h"))
        names = set(re.findall(r"^(?:typedef [^(;]*|[\w *]+?)\b(ocspan_\w+)[(;]", header, re.M))
        names |= {"load_der_ocsp_response", "OCSPRequestBuilder", "Verification", "VerifyPolicy", "lint", "walk"}
        problems += [f"the search does not find {name}" for name in sorted(names) if f"'{name}'" not in found]
        for path in check_links.markdown_files(ROOT):
            name = re.sub(r"\W", "_", str(path.relative_to(ROOT).with_suffix("")))
            name = "index" if name == "README" else name
            file = site / f"{name}.html"
            if not file.is_file():
                problems.append(f"{file.name} is missing")
                continue
            page_text = file.read_text(encoding="utf-8")
            if re.search(r"&lt;tt&gt;|@(section|code|endcode|ref|subpage)\b", page_text):
                problems.append(f"{file.name}: shows a command of Doxygen")
            places = check_links.Links(page_text).anchors
            problems += [f"{file.name}: the heading {anchor} is missing" for anchor in
                         check_links.anchors_in_order(path.read_text(encoding="utf-8"))[1:]
                         if f"{name}-{anchor}" not in places]
        wanted = ["files/docs/limbo/results.json", "site.css", *(["page/index.html", "page/page.js"] if page else [])]
        problems += [f"{name} is missing" for name in wanted if not (site / name).is_file()]
        if page and 'href="page/index.html"' not in (site / "index.html").read_text(encoding="utf-8"):
            problems.append("index.html does not link to the page")
        if len(names) < 60 or checked < 10000:
            problems.append(f"only {len(names)} names and {checked} links were looked at")
        unreadable, pages = ([], 0) if lacking else contrast(site, axe.read_text(encoding="utf-8"))
        problems += unreadable
    if lacking:
        print(f"SKIP: contrast needs {lacking}")
    print("\n".join([*problems, f"{checked} links, {len(names)} names, {pages} pages seen, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
