#!/usr/bin/env python3
"""Puts a software bill of materials (SPDX 2.3, JSON) into the archive that `meson dist` makes: sbom.py VERSION.

It has every file of the archive with its hashes, and what the library, the command and the tests may use of others.
The same commit gives the same bytes.
"""

import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

# What a dependency() of Meson is called elsewhere: name, licence, who needs it. "-" is no package.
DEPENDENCIES = {
    "CLI11": ("CLI11", "BSD-3-Clause", "OPTIONAL_DEPENDENCY_OF"),
    "benchmark": ("Google Benchmark", "Apache-2.0", "TEST_DEPENDENCY_OF"),
    "botan-2": ("Botan", "BSD-2-Clause", "OPTIONAL_DEPENDENCY_OF"),
    "botan-3": ("Botan", "BSD-2-Clause", "OPTIONAL_DEPENDENCY_OF"),
    "catch2": ("Catch2", "BSL-1.0", "TEST_DEPENDENCY_OF"),
    "catch2-with-main": ("Catch2", "BSL-1.0", "TEST_DEPENDENCY_OF"),
    "cpp-httplib": ("cpp-httplib", "MIT", "OPTIONAL_DEPENDENCY_OF"),
    "libcjson": ("cJSON", "MIT", "TEST_DEPENDENCY_OF"),
    "libcrypto": ("OpenSSL", "Apache-2.0", "OPTIONAL_DEPENDENCY_OF"),
    "libcurl": ("curl", "curl", "OPTIONAL_DEPENDENCY_OF"),
    "nlohmann_json": ("nlohmann-json", "MIT", "OPTIONAL_DEPENDENCY_OF"),
    "threads": "-",
    "zlib": ("zlib", "Zlib", "OPTIONAL_DEPENDENCY_OF"),
}


def dependencies(root):
    """The packages of others that any meson.build asks for by name."""
    asked = set()
    for file in [*root.glob("meson.build"), *root.glob("*/meson.build")]:
        for call in re.findall(r"\bdependency\(((?:'[^']*'(?:, )?)+)", file.read_text(encoding="utf-8")):
            asked |= set(re.findall(r"'([^']*)'", call))
    packages = {DEPENDENCIES[name] for name in asked}  # a KeyError: the table above lacks it
    return sorted(packages - {"-"})


def package(name, version, licence, **more):
    return {"SPDXID": f"SPDXRef-Package-{name.replace(' ', '-')}", "name": name,
            **({"versionInfo": version} if version else {}), "downloadLocation": "NOASSERTION", "licenseConcluded": licence, "licenseDeclared": licence,
            "copyrightText": "NOASSERTION", **more}


def main():
    version, root = sys.argv[1], pathlib.Path(os.environ["MESON_DIST_ROOT"])
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or subprocess.check_output(
        ["git", "-C", os.environ["MESON_SOURCE_ROOT"], "log", "-1", "--format=%ct"]))
    copyright_text = re.search(r"Copyright.*", (root / "LICENSE").read_text(encoding="utf-8"))[0]

    files = []
    for path in sorted(one for one in root.rglob("*") if one.is_file()):
        content = path.read_bytes()
        files.append({
            "SPDXID": f"SPDXRef-File-{len(files)}", "fileName": f"./{path.relative_to(root)}",
            "checksums": [{"algorithm": "SHA1", "checksumValue": hashlib.sha1(content).hexdigest()},
                          {"algorithm": "SHA256", "checksumValue": hashlib.sha256(content).hexdigest()}],
            "licenseConcluded": "MIT", "licenseInfoInFiles": ["NOASSERTION"], "copyrightText": copyright_text})
    # SPDX 2.3, 7.9: over the sorted SHA-1 of all files.
    sha1 = "".join(sorted(one["checksums"][0]["checksumValue"] for one in files))
    verification = hashlib.sha1(sha1.encode()).hexdigest()

    ours = package("ocspan", version, "MIT", supplier="Organization: The ocspan authors", filesAnalyzed=True,
                   packageVerificationCode={"packageVerificationCodeValue": verification,
                                            "packageVerificationCodeExcludedFiles": ["./ocspan.spdx.json"]},
                   licenseInfoFromFiles=["NOASSERTION"], primaryPackagePurpose="SOURCE",
                   externalRefs=[{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                                  "referenceLocator": f"pkg:generic/ocspan@{version}"}])
    ours["copyrightText"] = copyright_text
    others = [(package(name, None, licence, filesAnalyzed=False), needed)
              for name, licence, needed in dependencies(root)]

    def relationship(one, kind, other):
        return {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}

    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"ocspan-{version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/ocspan-{version}-{verification}",
        "creationInfo": {"created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds)),
                         "creators": ["Organization: The ocspan authors", f"Tool: ocspan-sbom-{version}"]},
        "packages": [ours, *(one for one, _ in others)],
        "files": files,
        "relationships": [relationship("SPDXRef-DOCUMENT", "DESCRIBES", ours["SPDXID"]),
                          *(relationship(one["SPDXID"], needed, ours["SPDXID"]) for one, needed in others),
                          *(relationship(ours["SPDXID"], "CONTAINS", one["SPDXID"]) for one in files)],
    }
    sbom = root / "ocspan.spdx.json"
    sbom.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    for path in (sbom, root):  # else the archive would have the time at which it was made
        os.utime(path, (seconds, seconds))


if __name__ == "__main__":
    main()
