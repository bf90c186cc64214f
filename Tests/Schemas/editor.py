"""What somebody sees who writes a book in an editor: `editor.py BOOK`, where BOOK is what `outrider init` made.

The server is a real yaml-language-server: see language_server.py.
"""

import json
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
from language_server import Session  # noqa: E402

BOOK = pathlib.Path(sys.argv.pop(1)) if len(sys.argv) > 1 else pathlib.Path()


def modeline(path):
    """The line that the file of `init` begins with."""
    line = (BOOK / path).read_text().splitlines()[0]
    assert line.startswith("# yaml-language-server: $schema="), line
    return line + "\n"


PERSON, SEQUENCE, ENROLLMENT = "people/ada.yaml", "sequences/hello.yaml", "enrollments/first.yaml"


class Editor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Session(BOOK))

    def problems(self, path, text):
        """Line below the modeline, and message."""
        return sorted((line - 1, message) for line, message in self.server.problems(path, modeline(path) + text))

    def completion(self, path, text):
        return self.server.completion(path, modeline(path) + text)

    def hover(self, path, text):
        return self.server.hover(path, modeline(path) + text).replace("\\", "")

    def test_the_files_of_init_have_no_problem(self):
        for file in sorted(BOOK.glob("**/*.yaml")):
            path = str(file.relative_to(BOOK))
            self.assertEqual(self.server.problems(path, file.read_text()), [], path)

    def test_a_mistyped_key_is_underlined_where_it_stands(self):
        text = "firstName: Ada\nemial: ada@example.com\nrelationships:\n  - {type: BOTH, compny: acme}\n"
        self.assertEqual(
            self.problems(PERSON, text),
            [(2, "Property emial is not allowed."), (4, "Property compny is not allowed.")])

    def test_a_wrong_value_is_underlined_where_it_stands(self):
        text = "name: Hello\nwindow: 9 to 5\nsteps:\n  - id: a\n    channel: emial\n    body: Hi\n    delay: 1 day\n"
        found = self.problems(SEQUENCE, text)
        self.assertEqual([line for line, _ in found], [2, 5, 7], found)
        self.assertIn("mon-fri 09:00-17:00", found[0][1])
        self.assertIn('"email"', found[1][1])
        self.assertIn("1d", found[2][1])

    def test_a_missing_key_is_named(self):
        self.assertEqual(
            self.problems(SEQUENCE, "name: Hello\nsteps:\n  - id: a\n    body: Hi\n"),
            [(3, 'Missing property "channel".')])

    def test_what_the_book_takes_for_text_is_no_problem(self):
        text = "firstName: No\nlastName: Null\ncompany: 007\nphone: +27821234567\nnotes:\ncountry: NO\ntags: [09:00, 1e3]\n"
        self.assertEqual(self.problems(PERSON, text), [])
        text = "sequence: hello\nstart: 2026-11-23\nstatus: active\npeople:\n  - ada\n  - 007: {status: paused}\n  - bob:\n"
        self.assertEqual(self.problems(ENROLLMENT, text), [])

    def test_keys_are_offered_with_their_descriptions(self):
        found = self.completion(PERSON, "firstName: Ada\n‸")
        self.assertNotIn("firstName", found)
        self.assertEqual(found["lastName"], "Family name: {{lastName}}.")
        found = self.completion(SEQUENCE, "name: Hello\nsteps:\n  - id: a\n    channel: email\n    ‸\n")
        self.assertIn("thread", found)
        self.assertNotIn("channel", found)
        found = self.completion(ENROLLMENT, "sequence: hello\npeople:\n  - ada:\n      ‸\n")
        self.assertIn("status", found)
        self.assertNotIn("sequence", found)

    def test_values_are_offered(self):
        found = self.completion(SEQUENCE, "name: Hello\nsteps:\n  - id: a\n    channel: ‸\n")
        self.assertLessEqual({"email", "sms", "whatsapp"}, set(found))
        found = self.completion(PERSON, "firstName: Ada\nrelationships:\n  - type: ‸\n")
        self.assertLessEqual({"CLIENT", "CANDIDATE", "BOTH"}, set(found))
        self.assertIn("Africa/Johannesburg", self.completion(PERSON, "firstName: Ada\ntimezone: ‸\n"))

    def test_a_key_explains_itself(self):
        self.assertIn("Family name", self.hover(PERSON, "last‸Name: Lovelace\n"))
        self.assertIn("CLIENT, CANDIDATE", self.hover(PERSON, "firstName: Ada\nrelationships:\n  - ty‸pe: BOTH\n"))
        self.assertIn("How long after", self.hover(SEQUENCE, "steps:\n  - id: a\n    channel: sms\n    de‸lay: 1d\n"))

    def test_the_settings_do_without_a_modeline(self):
        settings = json.loads((BOOK / ".vscode/settings.json").read_text())
        schemas = {str((BOOK / path).resolve().as_uri()): glob for path, glob in settings["yaml.schemas"].items()}
        with Session(BOOK, {"schemas": schemas}) as server:
            self.assertEqual(
                server.problems("people/za/eve.yaml", "firstName: Eve\nemial: x\n"),
                [(2, "Property emial is not allowed.")])
            self.assertEqual(server.problems("companies/acme.yaml", "name: Acme\n"), [])
            self.assertEqual(server.problems("outrider.yaml", "version: 1\nname: A\nnam: B\n"),
                             [(3, "Property nam is not allowed.")])


if __name__ == "__main__":
    unittest.main()
