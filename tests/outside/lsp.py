"""A client that speaks the Language Server Protocol with the built program through its pipes: usage: lsp.py PROGRAM FOLDER"""
import json
import os
import subprocess
import sys
import urllib.parse

program, folder = sys.argv[1:]


class Client:
    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [program, "lsp", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.diagnostics = {}
        self.last_id = 0

    def write(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        self.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def receive(self):
        headers = {}
        while line := self.process.stdout.readline().strip():
            name, value = line.split(b":")
            headers[name.lower()] = value
        if not headers:
            raise EOFError("the server has left")
        message = json.loads(self.process.stdout.read(int(headers[b"content-length"])))
        assert message["jsonrpc"] == "2.0", message
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def request(self, method, params=None):
        self.last_id += 1
        self.send(id=self.last_id, method=method, params=params)
        return self.answer(self.last_id)

    def answer(self, wanted):
        while True:
            message = self.receive()
            if message.get("id") == wanted and "method" not in message:
                return message

    def start(self, root):
        return self.request("initialize", {"processId": os.getpid(), "rootUri": uri(root), "capabilities": {}})

    def open(self, path, text):
        document = {"uri": uri(path), "languageId": "yaml", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": document})

    def shown(self, path):
        """The rules of the diagnostics, once the server has nothing left to say."""
        self.request("textDocument/hover", {"textDocument": {"uri": uri(path)}, "position": {"line": 0, "character": 0}})
        return [one["code"] for one in self.diagnostics.get(uri(path), [])]

    def end(self):
        self.process.stdin.close()
        rest = self.process.stdout.read()
        error = self.process.stderr.read().decode()
        assert rest == b"", rest
        return self.process.wait(timeout=60), error


def uri(path):
    return "file://" + urllib.parse.quote(os.path.join(folder, path))


def expect(what, seen, wanted):
    if seen != wanted:
        sys.exit(f"{what}: {seen!r}, expected {wanted!r}")


def read(path):
    with open(os.path.join(folder, path), encoding="utf-8") as file:
        return file.read()


place = "mail ü [prod] 50%"  # holds the example

# The whole way, with the texts of the example.
client = Client("--select=open-relay-ingress")
expect("server", client.start(".")["result"]["serverInfo"]["name"], "mailu-lint")
client.send(method="initialized", params={})
client.open(f"{place}/mailu.env", read(f"{place}/mailu.env"))
expect("the env file", client.shown(f"{place}/mailu.env"), ["open-relay-ingress"])
expect("the stack, which is not open", client.shown(f"{place}/docker-stack.yml"), ["open-relay-ingress"])
closed = read(f"{place}/mailu.env").replace("RELAYNETS=10.0.0.0/16", "RELAYNETS=192.0.2.0/24")
document = {"uri": uri(f"{place}/mailu.env"), "version": 2}
client.send(method="textDocument/didChange", params={"textDocument": document, "contentChanges": [{"text": closed}]})
expect("the env file, mended", client.shown(f"{place}/mailu.env"), [])
expect("the stack, mended elsewhere", client.shown(f"{place}/docker-stack.yml"), [])
expect("shutdown", client.request("shutdown")["result"], None)
client.send(method="exit")
expect("the end", client.end(), (0, ""))

# A baseline counts as it does for `check`, which is started in the folder and sees other paths.
subprocess.run([program, "--write-baseline=baseline.json", "--quiet"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
for arguments, wanted in (["--ignore=stack-env-not-read"], True), (["--baseline=baseline.json"], False):
    client = Client(*arguments)
    client.start(".")
    client.open(f"{place}/docker-stack.yml", read(f"{place}/docker-stack.yml"))
    expect(f"findings with {arguments}", bool(client.shown(f"{place}/docker-stack.yml")), wanted)
    client.send(method="exit")
    expect("exit", client.end()[0], 1)

# Requests that are taken back before their turn. Written at once, so that all of them wait in the pipe.
client = Client()
client.start(".")
messages = [
    {"id": "slow", "method": "textDocument/hover",
     "params": {"textDocument": {"uri": uri("a.yml")}, "position": {"line": 0, "character": 0}}},
    {"id": "kept", "method": "no/such"},
    {"method": "$/cancelRequest", "params": {"id": "slow"}},
]
bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
client.write(b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies))
expect("a cancelled request", client.answer("slow")["error"]["code"], -32800)
expect("an unknown request", client.answer("kept")["error"]["code"], -32601)
client.send(method="exit")
expect("exit without shutdown", client.end(), (1, ""))

# Bytes that are no protocol: an error each, and the server goes on.
client = Client()
client.write(b"GET / HTTP/1.1\r\n\r\n")
expect("a bad header", client.receive()["error"]["code"], -32700)
client.write(b"Content-Length: 3\r\n\r\n{]}")
expect("no JSON", client.receive()["error"]["code"], -32700)
size = 65 * 1024 * 1024
client.write(b"Content-Length: %d\r\n\r\n" % size)
for _ in range(65):
    client.write(b" " * (1024 * 1024))
expect("a message that is too large", client.receive()["error"]["code"], -32600)
expect("after all that", "result" in client.start("."), True)
client.write(b"Content-Length: 100\r\n\r\n{")
status, error = client.end()
expect("a message that is cut off", (status, error.count("\n")), (1, 1))

# An editor that has crashed.
client = Client()
expect("no input at all", client.end(), (1, ""))

# Options that are not known, and one that some editors add.
for arguments, wanted in ((["--frobnicate"], 2), (["file.yml"], 2), (["--stdio"], 1), (["--help"], 0)):
    done = subprocess.run([program, "lsp", *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    expect(f"lsp {arguments}", done.returncode, wanted)
