#!/usr/bin/env python3
"""Makes the site and looks through it: site_test.py [PAGE-FOLDER]

Doxygen is content with every comment and every reference, every link leads somewhere, and what must be there is: the
names of both interfaces, the documents with all their headings, the results of OCSP limbo, the search and, if its folder
is given, the page.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True      # no __pycache__ in the source tree
import check_links  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[1]


def main():
    page = sys.argv[1:2]
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
    print("\n".join([*problems, f"{checked} links, {len(names)} names, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
