"""DER as text in the language of der-ascii (https://github.com/google/der-ascii); its ascii2der makes bytes of it."""

import corpus

NAMES = {0x01: "BOOLEAN", 0x02: "INTEGER", 0x03: "BIT_STRING", 0x04: "OCTET_STRING", 0x05: "NULL",
         0x06: "OBJECT_IDENTIFIER", 0x0a: "ENUMERATED", 0x0c: "UTF8String", 0x13: "PrintableString", 0x14: "T61String",
         0x16: "IA5String", 0x17: "UTCTime", 0x18: "GeneralizedTime", 0x1a: "VisibleString", 0x1c: "UniversalString",
         0x1e: "BMPString",
         0x30: "SEQUENCE", 0x31: "SET"}
CLASSES = ("UNIVERSAL ", "APPLICATION ", "", "PRIVATE ")
STRINGS = (0x0c, 0x13, 0x16, 0x17, 0x18, 0x1a)
DEEPEST = 64


def split(data):
    """Tag and contents of the value at the beginning, and what follows it; None if that is not written as DER is."""
    if len(data) < 2 or data[0] & 0x1f == 0x1f or data[0] == 0:
        return None
    size, at = data[1], 2
    if size >= 0x80:
        at += size & 0x7f
        size = int.from_bytes(data[2:at], "big")
    if at + size > len(data) or data[:at] != corpus.header(data[0], size):
        return None
    return data[0], data[at:at + size], data[at + size:]


def values(data):
    """The values that stand in it, one after the other; None if they do not fill it."""
    found = []
    while data:
        one = split(data)
        if one is None:
            return None
        found.append(one[:2])
        data = one[2]
    return found


def tag_name(tag):
    if tag in NAMES:
        return NAMES[tag]
    constructed = "" if tag & 0x20 else " PRIMITIVE"
    return f"[{CLASSES[tag >> 6]}{tag & 0x1f}{constructed}]"


def dotted(contents):
    """None if ascii2der would not write it so."""
    if not contents or contents[-1] >= 0x80:
        return None
    arcs, arc, begins = [], 0, True
    for byte in contents:
        if begins and byte == 0x80 or arc >> 24:
            return None
        arc, begins = arc << 7 | byte & 0x7f, byte < 0x80
        if begins:
            arcs.append(arc)
            arc = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, [first, arcs[0] - 40 * first, *arcs[1:]]))


def token(tag, contents):
    """The contents of a primitive value."""
    if tag == 0x01 and contents in (b"\xff", b"\0"):
        return "TRUE" if contents == b"\xff" else "FALSE"
    if tag in (0x02, 0x0a) and 0 < len(contents) <= 8:
        number = int.from_bytes(contents, "big", signed=True)
        if len(contents) == (number if number >= 0 else ~number).bit_length() // 8 + 1:
            return str(number)
    if tag == 0x06 and (text := dotted(contents)):
        return text
    if tag in STRINGS and all(0x20 <= byte < 0x7f and byte not in b'"\\' for byte in contents) and contents:
        return f'"{contents.decode("ascii")}"'
    return f"`{contents.hex()}`" if contents else ""


def lines(data, depth=0):
    indent = "  " * depth
    found = values(data)
    if found is None or depth == DEEPEST:
        yield f"{indent}`{data.hex()}`"
        return
    for tag, contents in found:
        inside = tag & 0x20 or tag == 0x04 and contents and values(contents) is not None
        if inside and contents:
            yield f"{indent}{tag_name(tag)} {{"
            yield from lines(contents, depth + 1)
            yield indent + "}"
        else:
            text = token(tag, contents)
            yield f"{indent}{tag_name(tag)} {{{f' {text} ' if text else ''}}}"


def text_of(data):
    return "".join(line + "\n" for line in lines(data))
