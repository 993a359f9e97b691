"""Read a PDF of the kit, for tests of briefs and handouts."""

import re
import zlib


class Pdf:
    """As much of a PDF reader as matplotlib's files need: pages, letters through ToUnicode, catalogue."""

    def __init__(self, content):
        self.content = content
        found = re.finditer(rb"(\d+) 0 obj\s*(<<.*?>>)\s*(?:stream\r?\n(.*?)\r?\nendstream|endobj)", content, re.DOTALL)
        self.objects = {int(m[1]): (m[2], m[3]) for m in found}

    def stream(self, number):
        return zlib.decompress(self.objects[number][1])

    @property
    def pages(self):
        return len(re.findall(rb"/Type /Page\b", self.content))

    def letters_of(self, font):
        table = self.stream(int(re.search(rb"/ToUnicode (\d+)", self.objects[font][0])[1])).decode("ascii")
        found = {}
        for first, _, codes in re.findall(r"<(\w+)> <(\w+)> \[(.*?)\]", table):
            for place, code in enumerate(re.findall(r"<(\w+)>", codes)):
                found[int(first, 16) + place] = bytes.fromhex(code).decode("utf-16-be")
        return found

    def text(self):
        named = {m[1]: int(m[2]) for m in re.finditer(rb"/(F\d+) (\d+) 0 R", self.content)}
        maps = {name: self.letters_of(number) for name, number in named.items()}
        page = max((self.stream(n) for n, (_, s) in self.objects.items() if s and b" Tf" in self.stream(n)), key=len)
        out, now = [], {}
        for font, shown, end in re.findall(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\)|\b(ET)\b", page, re.DOTALL):
            now = maps[font] if font else now
            raw = re.sub(rb"\\(.)", lambda m: {b"n": b"\n", b"r": b"\r"}.get(m[1], m[1]), shown, flags=re.DOTALL)
            out += [now[int.from_bytes(raw[i : i + 2], "big")] for i in range(0, len(raw), 2)] + (["\n"] if end else [])
        return re.sub(r"\s+", " ", "".join(out))
